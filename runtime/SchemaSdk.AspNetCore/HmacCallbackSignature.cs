using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using SchemaSdk.AspNetCore;
using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>Checks HMAC signatures with shared secrets.</summary>
internal sealed class HmacCallbackSignature : CallbackSignature
{
    private const string Prefix = "whsec_";
    private const string StandardVersion = "v1";

    // More than any service needs: a service sends a few signatures while its secret is being rotated, and otherwise one.
    private const int MostSignatures = 16;

    private readonly CallbackScheme _scheme;
    private readonly byte[][] _keys;
    private readonly string _version;
    private readonly bool _isHexadecimal;

    internal HmacCallbackSignature(byte[] key, string version, bool isHexadecimal)
        : this(CallbackScheme.StandardWebhooks, [key], version, isHexadecimal)
    {
        if (key.Length == 0)
        {
            throw new ArgumentException("The key is empty.", nameof(key));
        }
    }

    private HmacCallbackSignature(CallbackScheme scheme, byte[][] keys, string version, bool isHexadecimal)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        (_scheme, _keys, _version, _isHexadecimal) = (scheme, keys, version + ",", isHexadecimal);
    }

    internal static HmacCallbackSignature Of(CallbackScheme scheme, IEnumerable<string> secrets) =>
        new(scheme, secrets.Select(KeyOf).ToArray(), StandardVersion, isHexadecimal: false);

    internal static byte[] KeyOf(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? key[..length]
            : throw new ArgumentException("The secret must be Base64, optionally with the prefix whsec_.", nameof(secret));
    }

    public override ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken) => new(IsValid(headers, body, now, tolerance));

    public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) =>
        SignedText.Of(_scheme, headers, body) is { } text ? (ReadOnlyMemory<byte>?)text : null;

    private bool IsValid(IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!IsFresh(headers[_scheme.TimestampHeader], now, tolerance) || SignedText.Of(_scheme, headers, body) is not { } text)
        {
            return false;
        }

        var expected = Array.ConvertAll(_keys, key => HMACSHA256.HashData(key, text));
        var isValid = false;
        foreach (var written in headers[_scheme.SignatureHeader].ToString().Split(' ', MostSignatures + 1).Take(MostSignatures))
        {
            if (written.StartsWith(_version, StringComparison.Ordinal) && Decoded(written[_version.Length..]) is { } signature)
            {
                foreach (var one in expected)
                {
                    // The comparison takes constant time, so that the duration does not reveal where a signature differs.
                    isValid |= CryptographicOperations.FixedTimeEquals(signature, one);
                }
            }
        }

        return isValid;
    }

    private byte[]? Decoded(string text)
    {
        try
        {
            return _isHexadecimal ? Convert.FromHexString(text) : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
