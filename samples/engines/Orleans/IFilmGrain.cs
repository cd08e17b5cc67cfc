namespace OrleansFilms;

/// <summary>A film that is ordered once. The key of the grain is the id of the order.</summary>
public interface IFilmGrain : IGrainWithStringKey
{
    /// <summary>Orders the film. A second order changes nothing.</summary>
    /// <param name="prompt">What the film should show.</param>
    Task OrderAsync(string prompt);

    /// <summary>Returns the current state of the film.</summary>
    Task<FilmState> GetAsync();
}
