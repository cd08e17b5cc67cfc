namespace OrleansFilms;

/// <summary>A film as the grain keeps it.</summary>
[GenerateSerializer]
public sealed class FilmState
{
    /// <summary>The prompt; null before the film is ordered.</summary>
    [Id(0)]
    public string? Prompt { get; set; }

    /// <summary>The address of the film, once it is there.</summary>
    [Id(1)]
    public string? Film { get; set; }

    /// <summary>The reason that there will be no film.</summary>
    [Id(2)]
    public string? Problem { get; set; }
}
