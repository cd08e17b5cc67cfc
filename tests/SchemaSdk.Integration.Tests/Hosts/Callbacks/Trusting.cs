using Microsoft.AspNetCore.Http;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Accepts every callback, as if a relay of the application had checked it.</summary>
/// <param name="hasSignedPart">True to treat the whole body as signed; false to treat none of it as signed.</param>
internal sealed class Trusting(bool hasSignedPart = false) : CallbackSignature
{
    public override ValueTask<bool> IsValidAsync(
        IHeaderDictionary headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now,
        TimeSpan tolerance,
        CancellationToken cancellationToken) => new(true);

    public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) =>
        hasSignedPart ? body : default(ReadOnlyMemory<byte>?);
}
