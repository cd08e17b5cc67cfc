namespace SchemaSdk;

/// <summary>Sets the timeouts of one attempt of a call. Each value is more than zero and at most 24 days.</summary>
/// <remarks>
/// If the application provides an <see cref="HttpClient"/> whose <see cref="HttpClient.Timeout"/> is below <see cref="Read"/>, or below
/// <see cref="Submit"/> plus five seconds, the client logs a warning. The .NET default of 100 seconds is too low.
/// </remarks>
public sealed class ModelTimeouts
{
    /// <summary>The timeout for opening a connection, if the client creates its <see cref="HttpClient"/>. Default: 10 seconds.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeout for a status, result or catalogue call, and for the next bytes of a download. Default: 30 seconds.</summary>
    public TimeSpan Read { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The timeout for the answer to a submit. If the client has started to send the input by then, it waits five more seconds for the
    /// answer. Default: 100 seconds. While a file is stored before the submit, each chunk that is sent restarts the timeout.
    /// </summary>
    public TimeSpan Submit { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The timeout for all attempts of a cancel together. Before the first attempt, the wait for the rate limit and the wait for a request
    /// slot may each take up to this long too. Default: 5 seconds.
    /// </summary>
    public TimeSpan Cancel { get; set; } = TimeSpan.FromSeconds(5);
}
