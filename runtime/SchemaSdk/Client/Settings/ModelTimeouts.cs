namespace SchemaSdk;

/// <summary>Sets how long one attempt of a call may take. Each value is more than zero and at most 24 days.</summary>
/// <remarks>
/// <see cref="HttpClient.Timeout"/> of a caller's client should be no lower than <see cref="Read"/>, nor than <see cref="Submit"/>
/// and five seconds; the client logs a warning when it is. The default of 100 seconds is lower.
/// </remarks>
public sealed class ModelTimeouts
{
    /// <summary>For a connection, in clients that make their own <see cref="HttpClient"/>. Default: 10 seconds.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For one answer to a status, result or catalogue call, and for the next bytes of a download. Default: 30 seconds.</summary>
    public TimeSpan Read { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For one answer to a submit; where the input has begun to leave, its answer is awaited for five seconds more. Default: 100
    /// seconds.
    /// </summary>
    public TimeSpan Submit { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// For all attempts of a cancel together, and before them for one of the places for cancels. Default: 5 seconds.
    /// </summary>
    public TimeSpan Cancel { get; set; } = TimeSpan.FromSeconds(5);
}
