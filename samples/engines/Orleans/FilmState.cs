namespace OrleansFilms;

/// <summary>The stored state of a film.</summary>
[GenerateSerializer]
public sealed class FilmState
{
    /// <summary>The prompt; null before the film is ordered.</summary>
    [Id(0)]
    public string? Prompt { get; set; }

    /// <summary>The URL of the film; null until it is ready.</summary>
    [Id(1)]
    public string? Film { get; set; }

    /// <summary>
    /// Why the film could not be made: the input is invalid, the service refused it, the key is taken, or the job failed, was cancelled,
    /// was deleted at the service, or has no video. Null for any other film.
    /// </summary>
    [Id(2)]
    public string? Problem { get; set; }
}
