using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>One request and its answer, independent of the transport.</summary>
internal abstract class Exchange
{
    public abstract string Method { get; }

    /// <summary>The path and query as sent, percent-encoded.</summary>
    public abstract string Target { get; }

    public abstract string? Header(string name);

    /// <summary>Closes the connection after this request.</summary>
    public abstract void EndConnection();

    /// <summary>Reads the first half of the request body, if its length is known.</summary>
    public abstract Task ReadHalfAsync();

    /// <summary>Reads the rest of the request body, and returns the whole body.</summary>
    public abstract Task<byte[]> ReadAsync();

    /// <summary>Sends the whole answer. If it has parts, each part is sent as soon as it exists.</summary>
    public abstract Task SendAsync(ServiceAnswer answer);

    /// <summary>
    /// Sends the headers, with the length of the whole body, but only half of the body. If the body has parts, sends the headers without a
    /// length, and only the first part.
    /// </summary>
    public abstract Task SendHalfAsync(ServiceAnswer answer);

    /// <summary>Sends the body one byte at a time. If the body has parts, does the same as <see cref="SendAsync"/>.</summary>
    public abstract Task DripAsync(ServiceAnswer answer, Func<CancellationToken, Task> pause);

    /// <summary>Interrupts the connection, before or during the answer.</summary>
    public abstract Task BreakAsync(FaultBreak way);
}
