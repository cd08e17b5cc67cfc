namespace SchemaSdk.Durable.Copies;

/// <summary>Encrypts what is kept of a job, and decrypts it.</summary>
internal static class SealedBytes
{
    /// <exception cref="ModelLedgerException">The cipher failed.</exception>
    // part: which part of the job it is.
    internal static ReadOnlyMemory<byte> Make(LedgerCipher cipher, string key, string modelId, ReadOnlyMemory<byte> content, string part)
    {
        try
        {
            return cipher.Encrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // Whatever a cipher of the application throws, nothing is kept as it is.
            throw Failed(key, modelId, $"The {part} of the job \"{ErrorText.Cut(key)}\" could not be encrypted", exception);
        }
    }

    /// <exception cref="ModelLedgerException">The cipher failed.</exception>
    internal static ReadOnlyMemory<byte> Open(LedgerCipher cipher, string key, string modelId, ReadOnlyMemory<byte> content, string part)
    {
        if (content.IsEmpty)
        {
            return content;
        }

        try
        {
            return cipher.Decrypt(key, content.Span);
        }
        catch (Exception exception)
        {
            // A cipher of the application may tell a wrong secret by any exception.
            throw Failed(
                key,
                modelId,
                $"The {part} of the job \"{ErrorText.Cut(key)}\" could not be decrypted. It was encrypted with another secret, kept "
                + "without encryption, or changed: give JobLedgerOptions.Cipher the secret that it was kept with",
                exception);
        }
    }

    private static ModelLedgerException Failed(string key, string modelId, string message, Exception cause) =>
        new($"{message}: {cause.GetType().Name}: {ErrorText.Cut(cause.Message)}", cause)
        {
            ModelId = modelId,
            Key = key,
            IsLasting = LastingFailure.Is(cause),
        };
}
