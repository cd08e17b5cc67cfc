using Microsoft.AspNetCore.Http;
using SchemaSdk.AspNetCore;

namespace SchemaSdk;

/// <summary>Signatures with a private key of the service, whose public keys anybody can read.</summary>
internal sealed class Ed25519CallbackSignature(
    Func<IHeaderDictionary, ReadOnlyMemory<byte>, SignedCallback?> scheme,
    Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> publicKeys) : CallbackSignature
{
    // A set of keys has two while one takes the place of the other.
    private const int MostKeys = 8;

    public override async ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken)
    {
        if (scheme(headers, body) is not { } signed || !IsFresh(signed.Timestamp, now, tolerance))
        {
            return false;
        }

        foreach (var key in (await publicKeys(cancellationToken).ConfigureAwait(false)).Take(MostKeys))
        {
            if (Ed25519Verification.Verify(key.Span, signed.Message.Span, signed.Signature.Span))
            {
                return true;
            }
        }

        return false;
    }

    public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) =>
        scheme(headers, body)?.Message;
}
