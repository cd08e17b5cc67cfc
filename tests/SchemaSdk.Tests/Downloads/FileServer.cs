using System.Net.Http.Headers;

namespace SchemaSdk.Tests.Downloads;

/// <summary>Serves one file through the steps of a script, and records each request.</summary>
internal sealed class FileServer(byte[] content)
{
    public const string Address = "https://files.runcomfy.net/out/a.png?signature=secret";

    private static readonly DateTimeOffset Changed = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string? Tag { get; init; } = "\"v1\"";

    public bool HasDate { get; init; }

    public List<(string? Range, string? IfRange, string Encoding)> Requests { get; } = [];

    /// <summary>
    /// Answers with the file or the requested range, and breaks the connection after <paramref name="breakAfter"/> bytes.
    /// </summary>
    public Step Sends(int breakAfter = int.MaxValue, string? tag = null, Action<HttpResponseMessage>? change = null) => (request, _) =>
    {
        Record(request);
        var from = (int)(request.Headers.Range?.Ranges.Single().From ?? 0);
        var isSame = request.Headers.IfRange is not { EntityTag: { } known } || known.Tag == (tag ?? Tag);
        var response = from == 0 || !isSame ? Whole(breakAfter)
            : from < content.Length ? Rest(from, breakAfter)
            : new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.RequestMessage = request;
        response.Headers.Date = Changed.AddDays(1);
        if ((tag ?? Tag) is { } given)
        {
            response.Headers.ETag = EntityTagHeaderValue.Parse(given);
        }

        response.Content.Headers.LastModified = HasDate ? Changed : null;
        change?.Invoke(response);
        return Task.FromResult(response);
    };

    public Step Answers(Step step) => step.After(Record);

    private static StreamContent Body(ReadOnlySpan<byte> bytes, int breakAfter) => new(new BreakingStream(bytes.ToArray(), breakAfter))
    {
        Headers = { ContentLength = bytes.Length },
    };

    private HttpResponseMessage Whole(int breakAfter) => new() { Content = Body(content, breakAfter) };

    private HttpResponseMessage Rest(int from, int breakAfter) => new(HttpStatusCode.PartialContent)
    {
        Content = new StreamContent(new BreakingStream(content[from..], breakAfter))
        {
            Headers = { ContentLength = content.Length - from, ContentRange = new(from, content.Length - 1, content.Length) },
        },
    };

    private void Record(HttpRequestMessage request) => Requests.Add(
        (request.Headers.Range?.ToString(), request.Headers.IfRange?.ToString(), request.Headers.AcceptEncoding.ToString()));

    private sealed class BreakingStream(byte[] content, int breakAfter) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var left = breakAfter - (int)Position;
            return left <= 0 && Position < Length
                ? throw new HttpIOException(HttpRequestError.ResponseEnded)
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, left)], cancellationToken);
        }
    }
}
