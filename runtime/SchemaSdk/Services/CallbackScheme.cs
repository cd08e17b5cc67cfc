namespace SchemaSdk.Services;

/// <summary>How a service signs its callbacks. The <c>SchemaSdk.AspNetCore</c> package checks the signatures.</summary>
/// <remarks>
/// The signed text consists of the <see cref="IdHeaders"/> values, the <see cref="TimestampHeader"/> value, and the body or its hash, with
/// <see cref="Separator"/> between them.
/// </remarks>
public sealed record CallbackScheme
{
    /// <summary>Standard Webhooks with a secret (www.standardwebhooks.com).</summary>
    public static CallbackScheme StandardWebhooks { get; } = new()
    {
        IdHeaders = ["webhook-id"],
        TimestampHeader = "webhook-timestamp",
        SignatureHeader = "webhook-signature",
    };

    /// <summary>The headers whose values come before the timestamp in the signed text, in this order.</summary>
    public required IReadOnlyList<string> IdHeaders { get; init; }

    /// <summary>The header with the time of the callback, in seconds since 1970.</summary>
    public required string TimestampHeader { get; init; }

    /// <summary>
    /// The header with the signature. If <see cref="KeysAddress"/> is set, the signature is hexadecimal Ed25519. Otherwise, it is
    /// HMAC-SHA256 in Base64 after <c>v1,</c>, and the header may have several of these signatures with spaces between them.
    /// </summary>
    public required string SignatureHeader { get; init; }

    /// <summary>The character between the parts of the signed text. Default: a full stop.</summary>
    public char Separator { get; init; } = '.';

    /// <summary>If true, the SHA-256 of the body, in lower-case hexadecimal, is signed instead of the body. Default: false.</summary>
    public bool SignsHash { get; init; }

    /// <summary>The https address of a JSON Web Key Set. Default: null, for a service that signs with the account's secret.</summary>
    public Uri? KeysAddress { get; init; }

    /// <summary>Checks the address to which a service sends callbacks.</summary>
    /// <exception cref="ArgumentException">The address is neither https, nor http on this machine.</exception>
    internal static void Check(Uri? address, string name)
    {
        if (address is not null && ServiceProfile.ProblemOf(address, "the callbacks") is { } problem)
        {
            // Omits the query and the user information, because they may contain secrets.
            var start = address.IsAbsoluteUri
                ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
                : address.OriginalString.Split('?', '#')[0];
            throw new ArgumentException(
                $"{name} {problem}: \"{ErrorText.Cut(start)}\". Use an address such as https://shop.example/callbacks.", name);
        }
    }
}
