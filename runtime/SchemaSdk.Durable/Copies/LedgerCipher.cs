namespace SchemaSdk;

/// <summary>Encrypts what a <see cref="JobLedger"/> keeps of inputs and results.</summary>
/// <remarks>Implementations are safe for use by many threads.</remarks>
public abstract class LedgerCipher
{
    /// <summary>Encrypts a text or a file of a job.</summary>
    /// <param name="key">The key of the job, to which the result may be bound: it is only ever decrypted with the same one.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>The bytes to keep.</returns>
    public abstract byte[] Encrypt(string key, ReadOnlySpan<byte> content);

    /// <summary>Gives back the bytes that were encrypted.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="content">The bytes that were kept.</param>
    /// <returns>The bytes as they were before <see cref="Encrypt"/>.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// They were changed, or encrypted with another secret.
    /// </exception>
    public abstract byte[] Decrypt(string key, ReadOnlySpan<byte> content);
}
