using System.Collections.Concurrent;
using System.Diagnostics;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

public sealed class HttpSpanTests
{
    [Fact]
    public async Task An_HTTP_span_is_a_child_of_a_request_span_in_the_trace_of_the_caller()
    {
        await using var emulated = await EmulatedClient.StartAsync();
        var port = emulated.Service.Address.Port;
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "SchemaSdk" or "System.Net.Http" or nameof(HttpSpanTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("server.port"), port))
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(HttpSpanTests));
        using var caller = source.StartActivity("caller")!;

        await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" })));

        var requests = spans.Where(span => span.Kind == ActivityKind.Internal).ToDictionary(span => span.SpanId);
        var sent = spans.Where(span => span.Source.Name == "System.Net.Http").ToList();
        Assert.NotEmpty(sent);
        Assert.Equal(sent.Count, sent.Select(span => span.ParentSpanId).Where(requests.ContainsKey).Distinct().Count());
        Assert.All(spans, span => Assert.Equal(caller.TraceId, span.TraceId));
        Assert.Equal(3, spans.Count(span => span.Source.Name == "SchemaSdk" && span.ParentSpanId == caller.SpanId));
    }
}
