using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>
/// Calls listeners, which are code of the application. A listener that throws must neither lose the request id of a charged job nor turn an
/// accepted submit into an exception that makes the caller submit again.
/// </summary>
internal static class Quietly
{
    /// <summary>Makes a span current; null for none. The assignment notifies listeners.</summary>
    internal static void MakeCurrent(Activity? span)
    {
        try
        {
            Activity.Current = span;
        }
        catch (Exception)
        {
            // The failure cannot be reported, because the listener itself failed. The span is current anyway, because listeners are called
            // after the change.
        }
    }

    internal static void Stop(Activity span)
    {
        try
        {
            span.Stop();
        }
        catch (Exception)
        {
            // The failure cannot be reported, because the listener itself failed.
        }
    }

    internal static void Add(Counter<long> counter, long change, in TagList tags) =>
        Tell(static (counter, change, in tags) => counter.Add(change, tags), counter, change, tags);

    internal static void Add(UpDownCounter<long> counter, long change, in TagList tags) =>
        Tell(static (counter, change, in tags) => counter.Add(change, tags), counter, change, tags);

    internal static void Add(Counter<double> counter, double change, in TagList tags) =>
        Tell(static (counter, change, in tags) => counter.Add(change, tags), counter, change, tags);

    internal static void Record(Histogram<double>? histogram, double value, in TagList tags) =>
        Tell(static (histogram, value, in tags) => histogram?.Record(value, tags), histogram, value, tags);

    private static void Tell<TInstrument, TValue>(
        Measure<TInstrument, TValue> measure, TInstrument instrument, TValue value, in TagList tags)
    {
        try
        {
            measure(instrument, value, tags);
        }
        catch (Exception)
        {
            // The failure cannot be reported, because the listener itself failed.
        }
    }

    private delegate void Measure<in TInstrument, in TValue>(TInstrument instrument, TValue value, in TagList tags);
}
