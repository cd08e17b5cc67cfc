using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SchemaSdk.Reliability.Tests.StateMachine.Crowds;

/// <summary>A service whose jobs end at set times, and which refuses some reads.</summary>
internal sealed class CrowdService(TimeProvider time, Func<int, TimeSpan> duration, Func<int, Refusal?> refuses) : HttpMessageHandler
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<int, DateTimeOffset> _ends = new();
    private int _jobs;
    private int _reads;
    private int _refused;

    public int Reads => _reads;

    public int Refused => _refused;

    public DateTimeOffset EndOf(int job) => _ends[job];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Latency, time, cancellationToken).ConfigureAwait(false);
        if (request.Method == HttpMethod.Post)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            var accepted = Interlocked.Increment(ref _jobs) - 1;
            _ends[accepted] = time.GetUtcNow() + duration(accepted);
            return Answer(request, HttpStatusCode.OK, $$"""{"request_id":"req-{{accepted}}"}""");
        }

        var path = request.RequestUri!.AbsolutePath.Split('/');
        var job = int.Parse(path[^2]["req-".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Interlocked.Increment(ref _reads);
        if (refuses(job) is { } refusal)
        {
            Interlocked.Increment(ref _refused);
            var answer = Answer(request, HttpStatusCode.TooManyRequests, "{}");
            if (refusal.RetryAfter is { } wait)
            {
                answer.Headers.RetryAfter = new(wait);
            }

            return answer;
        }

        var status = time.GetUtcNow() < _ends[job] ? "in_progress" : path[^1] == "status" ? "completed" : "succeeded";
        return Answer(request, HttpStatusCode.OK, $$$"""{"request_id":"req-{{{job}}}","status":"{{{status}}}","output":{}}""");
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, string body) =>
        new(status) { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
}
