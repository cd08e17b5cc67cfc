using System.Diagnostics.Metrics;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>
/// Counts the requests in flight to one port, and the event streams of all clients. It uses the metrics of .NET and of the client, because
/// no handler can be placed in front of the client's own.
/// </summary>
internal sealed class RequestsUnderWay : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly int _port;
    private long _now;
    private long _most;
    private long _streams;

    public RequestsUnderWay(int port)
    {
        _port = port;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "http.client.active_requests", Meter.Name: "System.Net.Http" }
                or { Name: "schemasdk.job.polls", Meter.Name: "SchemaSdk" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, change, tags, _) =>
        {
            if (instrument.Meter.Name == "SchemaSdk")
            {
                CountStreams(tags);
            }
            else
            {
                Count(change, tags);
            }
        });
        _listener.Start();
    }

    public int Most => (int)Interlocked.Read(ref _most);

    /// <summary>The number of event streams that were requested.</summary>
    public int Streams => (int)Interlocked.Read(ref _streams);

    public void Dispose() => _listener.Dispose();

    private void Count(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "server.port", Value: int port } && port == _port)
            {
                var now = Interlocked.Add(ref _now, change);
                for (var most = Most; now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = Most)
                {
                }
            }
        }
    }

    private void CountStreams(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "schemasdk.call", Value: "stream" })
            {
                Interlocked.Increment(ref _streams);
            }
        }
    }
}
