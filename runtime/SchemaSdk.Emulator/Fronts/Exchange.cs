using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>One request and its answer, independent of the transport.</summary>
internal abstract class Exchange
{
    public abstract string Method { get; }

    /// <summary>Path and query as sent, percent-encoded.</summary>
    public abstract string Target { get; }

    public abstract string? Authorization { get; }

    public abstract string? Range { get; }

    public abstract string? IfRange { get; }

    /// <summary>Returns the value of a header, or null.</summary>
    public abstract string? Header(string name);

    /// <summary>Makes this the last request of its connection.</summary>
    public abstract void EndConnection();

    /// <summary>Reads the first half of the body, if its length is known.</summary>
    public abstract Task ReadHalfAsync();

    /// <summary>Reads the rest of the body.</summary>
    /// <returns>The whole body.</returns>
    public abstract Task<byte[]> ReadAsync();

    public abstract Task SendAsync(ServiceAnswer answer);

    /// <summary>Sends the head, with the true length, and the first half of the body.</summary>
    public abstract Task SendHalfAsync(ServiceAnswer answer);

    /// <summary>Sends the body byte by byte.</summary>
    public abstract Task DripAsync(ServiceAnswer answer, Func<CancellationToken, Task> pause);

    /// <summary>Breaks the exchange without an answer, or in the middle of one.</summary>
    public abstract Task BreakAsync(FaultBreak way);
}
