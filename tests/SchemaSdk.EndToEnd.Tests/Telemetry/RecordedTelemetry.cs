using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Records the telemetry of jobs at the service that listens on the given port.</summary>
internal sealed class RecordedTelemetry : ILoggerFactory, ILogger
{
    private readonly int _port;
    private readonly ActivityListener _spans;
    private readonly MeterListener _meter = new();

    public RecordedTelemetry(int port)
    {
        _port = port;
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "SchemaSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_spans);
        _meter.InstrumentPublished = (instrument, meter) =>
        {
            if (instrument.Meter.Name == "SchemaSdk")
            {
                Instruments.TryAdd(instrument.Name, instrument);
                meter.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        _meter.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        _meter.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    /// <summary>All instruments, including unused ones.</summary>
    public ConcurrentDictionary<string, Instrument> Instruments { get; } = new();

    /// <summary>The attribute names of each instrument that was used.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> Measured { get; } = new();

    public ConcurrentDictionary<(int Id, string Name, LogLevel Level, string Text), bool> Messages { get; } = new();

    public ConcurrentDictionary<string, bool> Categories { get; } = new();

    public ILogger CreateLogger(string categoryName)
    {
        Categories.TryAdd(categoryName, true);
        return this;
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = (IReadOnlyList<KeyValuePair<string, object?>>)state!;
        Messages.TryAdd(
            (eventId.Id, eventId.Name!, logLevel, (string)values.Single(value => value.Key == "{OriginalFormat}").Value!), true);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _meter.Dispose();
    }

    private void Keep(Activity span)
    {
        if (Equals(span.GetTagItem("server.port"), _port))
        {
            Spans.Enqueue(span);
        }
    }

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = tags.ToArray();
        if (names.Any(tag => tag.Key == "server.port" && Equals(tag.Value, _port)))
        {
            var known = Measured.GetOrAdd(instrument.Name, _ => new());
            Array.ForEach(names, tag => known.TryAdd(tag.Key, true));
        }
    }
}
