namespace SchemaSdk;

/// <summary>Encrypts the inputs and results that a <see cref="JobLedger"/> keeps.</summary>
/// <remarks>Implementations must be thread-safe.</remarks>
public abstract class LedgerCipher
{
    private const int ReadOnlyOnUnix = 30;
    private const int ReadOnlyOnWindows = unchecked((int)0x80070013);

    /// <summary>Encrypts a job's input or result, or a file of the input.</summary>
    /// <param name="key">The key of the job. You can bind the ciphertext to it: <see cref="Decrypt"/> gets the same key.</param>
    /// <param name="content">The bytes to encrypt.</param>
    /// <returns>The bytes to keep.</returns>
    public abstract byte[] Encrypt(string key, ReadOnlySpan<byte> content);

    /// <summary>Decrypts bytes that <see cref="Encrypt"/> returned.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="content">The kept bytes.</param>
    /// <returns>The bytes as they were before <see cref="Encrypt"/>.</returns>
    /// <exception cref="CryptographicException">The bytes were changed, or encrypted with a different secret.</exception>
    public abstract byte[] Decrypt(string key, ReadOnlySpan<byte> content);

    internal ReadOnlyMemory<byte> Seal(string part, string key, string modelId, ReadOnlyMemory<byte> content)
    {
        try
        {
            return Encrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // Catches everything, because a job's content must never be kept unencrypted.
            throw Failed($"The {part} of the job \"{ErrorText.Cut(key)}\" could not be encrypted", key, modelId, exception);
        }
    }

    internal ReadOnlyMemory<byte> Open(string part, string key, string modelId, string? requestId, ReadOnlyMemory<byte> content)
    {
        try
        {
            return content.IsEmpty ? content : Decrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // Catches everything, because an application's cipher can throw any exception.
            throw Failed($"The {part} of the job \"{ErrorText.Cut(key)}\" could not be decrypted", key, modelId, exception, requestId,
                $" The {part} was not encrypted, was encrypted with another secret, or was changed. Set JobLedgerOptions.Cipher to "
                + "a cipher with the right secret.");
        }
    }

    // A wrong secret is a lasting failure, but a full disk is not, because space may become free.
    private static ModelLedgerException Failed(
        string message, string key, string modelId, Exception cause, string? requestId = null, string advice = "") => new(
        $"{message}: {cause.GetType().Name}: {ErrorText.Ended(ErrorText.Cut(cause.Message))}{advice}",
        key,
        modelId,
        requestId,
        cause,
        isLasting: cause is UnauthorizedAccessException or CryptographicException
            or IOException { HResult: ReadOnlyOnUnix or ReadOnlyOnWindows });
}
