using Microsoft.AspNetCore.Http;
using Curve = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace SchemaSdk;

/// <summary>Checks Ed25519 signatures with the public keys of the service.</summary>
// newerKeys: called if a signature matches no key; returns the keys that have replaced the given ones, if any. Pass null for newerKeys if
// publicKeys reads the current keys for every callback.
internal sealed class Ed25519CallbackSignature(
    Func<IHeaderDictionary, ReadOnlyMemory<byte>, SignedCallback?> scheme,
    Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> publicKeys,
    Func<IReadOnlyList<ReadOnlyMemory<byte>>, CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>>? newerKeys = null)
    : CallbackSignature
{
    internal const int SignatureBytes = 64;

    // More than any service needs: during a key rotation, a service has two keys.
    private const int MostKeys = 32;

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

        var keys = await publicKeys(cancellationToken).ConfigureAwait(false);
        return IsSignedByOne(signed, keys)
            || (newerKeys is not null && IsSignedByOne(signed, await newerKeys(keys, cancellationToken).ConfigureAwait(false)));
    }

    public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) =>
        scheme(headers, body)?.Message;

    private static bool IsSignedByOne(SignedCallback signed, IReadOnlyList<ReadOnlyMemory<byte>> keys) =>
        keys.Take(MostKeys).Any(key => IsSigned(signed, key.ToArray()));

    // .NET has no Ed25519, so another library checks the signature.
    private static bool IsSigned(SignedCallback signed, byte[] key)
    {
        var (message, signature) = (signed.Message.ToArray(), signed.Signature.ToArray());
        return key.Length == Curve.PublicKeySize
            && signature.Length == SignatureBytes
            && Curve.Verify(signature, 0, key, 0, message, 0, message.Length);
    }
}
