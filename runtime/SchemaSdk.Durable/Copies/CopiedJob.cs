namespace SchemaSdk.Durable.Copies;

/// <summary>The job whose files are copied.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ModelId">Its model.</param>
/// <param name="Cipher">Encrypts the copies; null: they are kept as they are.</param>
internal sealed record CopiedJob(string Key, string ModelId, LedgerCipher? Cipher);
