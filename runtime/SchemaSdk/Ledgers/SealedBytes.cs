using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <summary>Encrypts what is kept of a job, and decrypts it.</summary>
internal static class SealedBytes
{
    /// <exception cref="ModelLedgerException">The cipher failed.</exception>
    // part: which part of the job it is.
    internal static ReadOnlyMemory<byte> Make(LedgerCipher cipher, LedgerEntry entry, ReadOnlyMemory<byte> content, string part)
    {
        try
        {
            return cipher.Encrypt(entry.Key, content.Span);
        }
        catch (Exception exception)
        {
            // Whatever a cipher of the application throws, nothing is kept as it is.
            throw Failed(entry, $"The {part} of the job \"{ErrorText.Cut(entry.Key)}\" could not be encrypted", exception);
        }
    }

    /// <exception cref="ModelLedgerException">The cipher failed.</exception>
    internal static ReadOnlyMemory<byte> Open(LedgerCipher cipher, LedgerEntry entry, ReadOnlyMemory<byte> content, string part)
    {
        if (content.IsEmpty)
        {
            return content;
        }

        try
        {
            return cipher.Decrypt(entry.Key, content.Span);
        }
        catch (Exception exception)
        {
            // A cipher of the application may tell a wrong secret by any exception.
            throw Failed(
                entry,
                $"The {part} of the job \"{ErrorText.Cut(entry.Key)}\" could not be decrypted. It was encrypted with another secret, kept "
                + "without encryption, or changed: give JobLedgerOptions.Cipher the secret that it was kept with",
                exception);
        }
    }

    private static ModelLedgerException Failed(LedgerEntry entry, string message, Exception cause) =>
        new($"{message}: {cause.GetType().Name}: {ErrorText.Cut(cause.Message)}", cause)
        {
            ModelId = entry.ModelId,
            Key = entry.Key,
            IsLasting = LastingFailure.Is(cause),
        };
}
