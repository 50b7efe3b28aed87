import { refuseUnknown } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = refuseUnknown();
