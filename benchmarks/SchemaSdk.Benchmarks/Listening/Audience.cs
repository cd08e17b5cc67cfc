using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaSdk.Benchmarks.Listening;

/// <summary>Listens to the client's spans, its measurements, or both, and discards them.</summary>
internal sealed class Audience : IDisposable
{
    private readonly ActivityListener? _spans;
    private readonly MeterListener? _meter;

    internal Audience(bool toSpans, bool toMeasurements)
    {
        if (toSpans)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == "SchemaSdk",
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(_spans);
        }

        if (toMeasurements)
        {
            _meter = new MeterListener
            {
                InstrumentPublished = static (instrument, meter) =>
                {
                    if (instrument.Meter.Name == "SchemaSdk")
                    {
                        meter.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _meter.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
            _meter.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
            _meter.Start();
        }
    }

    public void Dispose()
    {
        _spans?.Dispose();
        _meter?.Dispose();
    }
}
