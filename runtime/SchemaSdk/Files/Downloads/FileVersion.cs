using System.Net.Http.Headers;

namespace SchemaSdk.Files.Downloads;

/// <summary>Identifies a version of a file, so that a download is not continued with another file at the same address.</summary>
// Tag: null if the ETag is weak or missing. Modified: null if it does not identify the version. Length: null if unknown or compressed.
internal sealed record FileVersion(EntityTagHeaderValue? Tag, DateTimeOffset? Modified, long? Length)
{
    // An HttpClient that decompresses removes the length. Its download cannot be continued, because ranges count compressed bytes.
    internal bool CanResume => Length is not null && (Tag is not null || Modified is not null);

    internal static FileVersion Of(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong : null;

        // A file that changed less than a second before the answer may change again without a new Last-Modified (RFC 9110, 8.8.2.2).
        var modified = response.Headers.Date - content.LastModified < TimeSpan.FromSeconds(1) ? null : content.LastModified;
        return new(tag, modified, ContentDecoding.LengthOf(response.Content));
    }

    /// <summary>Asks for the rest of the file if the file is unchanged, and otherwise for the whole file.</summary>
    internal void AskForRest(HttpRequestHeaders headers, long from)
    {
        headers.Range = new RangeHeaderValue(from, null);
        headers.IfRange = Tag is not null ? new RangeConditionHeaderValue(Tag) : new RangeConditionHeaderValue(Modified!.Value);
    }

    /// <summary>Returns true if an answer is the rest of this version, starting at exactly the requested byte.</summary>
    // The answer is checked, because a server or cache that does not support If-Range sends the rest of its current version.
    internal bool IsRest(HttpResponseMessage response, long from) =>
        response is { StatusCode: HttpStatusCode.PartialContent, Content.Headers.ContentRange: { Unit: "bytes", HasRange: true } range }
        && range.From == from && range.To < Length && (range.Length ?? Length) == Length
        && ContentDecoding.LengthOf(response.Content) is not null
        && (Tag is not null ? Tag.Equals(response.Headers.ETag) : response.Content.Headers.LastModified == Modified);
}
