using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaSdk.Tests.Bench;

/// <summary>
/// Collects the spans and measurements of one <see cref="Stage"/>. Recognizes them by the port that it has assigned to the stage.
/// </summary>
internal sealed class Listener : IDisposable
{
    private static int _lastPort = 20_000;

    private readonly int _port = Interlocked.Increment(ref _lastPort);
    private readonly ActivityListener _spans;
    private readonly MeterListener _meter = new();

    public Listener(
        Stage stage, Action<Activity>? onStop = null, ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
        : this(stage.Options, onStop, sampling)
    {
    }

    public Listener(
        ModelClientOptions options,
        Action<Activity>? onStop = null,
        ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        options.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "SchemaSdk",
            // As with OpenTelemetry's sampler, a span is not created if its parent is not recorded.
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent == default || sampling == ActivitySamplingResult.AllDataAndRecorded ? sampling : ActivitySamplingResult.None,
            ActivityStopped = span => Keep(span, onStop),
        };
        ActivitySource.AddActivityListener(_spans);
        _meter.InstrumentPublished = static (instrument, meter) =>
        {
            if (instrument.Meter.Name == "SchemaSdk")
            {
                meter.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meter.Start();
    }

    /// <summary>The ended spans, in the order in which they ended.</summary>
    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<Measured> Measurements { get; } = new();

    public Activity Job => Assert.Single(Spans, static span => span.Kind == ActivityKind.Client);

    public List<Activity> Requests => [.. Spans.Where(static span => span.Kind == ActivityKind.Internal)];

    public List<Measured> Of(string instrument) => [.. Measurements.Where(measured => measured.Instrument == instrument)];

    public void Dispose()
    {
        _spans.Dispose();
        _meter.Dispose();
    }

    private void Keep(Activity span, Action<Activity>? onStop)
    {
        if (Equals(span.GetTagItem("server.port"), _port))
        {
            Spans.Enqueue(span);
            onStop?.Invoke(span);
        }
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = new Dictionary<string, object?>(tags.ToArray());
        if (Equals(copy.GetValueOrDefault("server.port"), _port))
        {
            Measurements.Enqueue(new Measured(instrument.Name, value, copy));
        }
    }
}

internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
