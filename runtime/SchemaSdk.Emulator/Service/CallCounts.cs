namespace SchemaSdk.Emulation.Service;

/// <summary>Counts the calls to the service. Thread-safe.</summary>
internal sealed class CallCounts
{
    private readonly long[] _calls = new long[Enum.GetValues<EmulatorCall>().Length];
    private long _requests;

    /// <summary>The number of requests, including those with unknown paths. Connections are not counted.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public long Of(EmulatorCall call) => Enum.IsDefined(call)
        ? Interlocked.Read(ref _calls[(int)call])
        : throw new ArgumentOutOfRangeException(nameof(call), call, "The value is not an EmulatorCall.");

    public void Add(EmulatorCall call)
    {
        Interlocked.Increment(ref _calls[(int)call]);
        if (call != EmulatorCall.Connect)
        {
            AddOther();
        }
    }

    public void Clear()
    {
        Interlocked.Exchange(ref _requests, 0);
        for (var call = 0; call < _calls.Length; call++)
        {
            Interlocked.Exchange(ref _calls[call], 0);
        }
    }

    public void AddOther() => Interlocked.Increment(ref _requests);
}
