using System.Security.Cryptography;

namespace SchemaSdk;

/// <summary>Encrypts what a <see cref="JobLedger"/> keeps of inputs and results.</summary>
/// <remarks>Implementations are safe for use by many threads.</remarks>
public abstract class LedgerCipher
{
    private const int ReadOnlyOnUnix = 30;
    private const int ReadOnlyOnWindows = unchecked((int)0x80070013);

    /// <summary>Encrypts a text or a file of a job.</summary>
    /// <param name="key">The key of the job, to which the result may be bound: it is only ever decrypted with the same one.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>The bytes to keep.</returns>
    public abstract byte[] Encrypt(string key, ReadOnlySpan<byte> content);

    /// <summary>Gives back the bytes that were encrypted.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="content">The bytes that were kept.</param>
    /// <returns>The bytes as they were before <see cref="Encrypt"/>.</returns>
    /// <exception cref="CryptographicException">They were changed, or encrypted with another secret.</exception>
    public abstract byte[] Decrypt(string key, ReadOnlySpan<byte> content);

    /// <exception cref="ModelLedgerException">It failed.</exception>
    internal ReadOnlyMemory<byte> Seal(string part, string key, string modelId, ReadOnlyMemory<byte> content)
    {
        try
        {
            return Encrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // Whatever a cipher of the application throws, nothing is kept as it is.
            throw Failed($"The {part} of the job \"{ErrorText.Cut(key)}\" could not be encrypted", key, modelId, exception);
        }
    }

    /// <exception cref="ModelLedgerException">It failed.</exception>
    internal ReadOnlyMemory<byte> Open(string part, string key, string modelId, ReadOnlyMemory<byte> content)
    {
        try
        {
            return content.IsEmpty ? content : Decrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // A cipher of the application may tell a wrong secret by any exception.
            var message = $"The {part} of the job \"{ErrorText.Cut(key)}\" could not be decrypted. It was encrypted with another secret, "
                + "kept without encryption, or changed: give JobLedgerOptions.Cipher the secret that it was kept with";
            throw Failed(message, key, modelId, exception);
        }
    }

    // A full disk may have room later.
    private static ModelLedgerException Failed(string message, string key, string modelId, Exception cause) => new(
        $"{message}: {cause.GetType().Name}: {ErrorText.Cut(cause.Message)}",
        key,
        modelId,
        cause: cause,
        isLasting: cause is UnauthorizedAccessException or CryptographicException
            or IOException { HResult: ReadOnlyOnUnix or ReadOnlyOnWindows });
}
