using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>An open stream of server-sent events about a job.</summary>
internal sealed class EventStream(ServiceProfile service, HttpResponseMessage response, string token) : IDisposable
{
    internal static readonly MediaTypeWithQualityHeaderValue MediaType = new("text/event-stream");

    public void Dispose() => response.Dispose();

    /// <summary>Reads the events until one cannot be read.</summary>
    /// <exception cref="IOException">The connection broke, or the stream is larger than <see cref="CappedBody.MaxBytes"/>.</exception>
    // A handler of the application may ignore the cancellation, so the wait for an event ends even if the stream does not.
    internal async IAsyncEnumerable<ApiAnswer> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var parser = SseParser.Create(new LimitedStream(stream, CappedBody.MaxBytes), static (_, data) => data.ToArray());
        var events = parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await events.MoveNextAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            var data = TokenMask.Hide(events.Current.Data, token);
            if (service.ReadEvent(events.Current.EventType, data) is not { } content)
            {
                break;
            }

            yield return new ApiAnswer(service, response, token) { StatusCode = 200, Body = data, Content = content };
        }

        await events.DisposeAsync().ConfigureAwait(false);
    }
}
