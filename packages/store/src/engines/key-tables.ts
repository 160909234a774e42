/** Tables with wrapped keys of loans in the column `wrapped_key`: nothing deleted from them may stay behind in a file. */
export const KEY_TABLES = ['loan_keys', 'target_work'] as const;
