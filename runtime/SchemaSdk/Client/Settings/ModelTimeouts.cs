namespace SchemaSdk;

/// <summary>Sets the timeouts of one attempt of a call. Each value is more than zero and at most 24 days.</summary>
/// <remarks>
/// If the caller's client has an <see cref="HttpClient.Timeout"/> below <see cref="Read"/>, or below <see cref="Submit"/> and five
/// seconds, the client logs a warning. The default of 100 seconds is too low.
/// </remarks>
public sealed class ModelTimeouts
{
    /// <summary>For a connection, if the client creates its own <see cref="HttpClient"/>. Default: 10 seconds.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For one answer to a status, result or catalogue call, and for the next bytes of a download. Default: 30 seconds.</summary>
    public TimeSpan Read { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For one answer to a submit. If the client has started to send the input, it waits five more seconds for the answer. Default: 100
    /// seconds.
    /// </summary>
    public TimeSpan Submit { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// For all attempts of a cancel together, and before them for a free request in flight. Default: 5 seconds.
    /// </summary>
    public TimeSpan Cancel { get; set; } = TimeSpan.FromSeconds(5);
}
