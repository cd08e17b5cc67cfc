namespace SchemaSdk;

/// <summary>
/// The end of one input of <see cref="ModelEndpoint{TInput, TOutput}.RunManyAsync(IEnumerable{TInput}, int, RunOptions,
/// CancellationToken)"/>: a result or an error, never both.
/// </summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What it makes.</typeparam>
public sealed class ModelRun<TInput, TOutput>
{
    /// <summary>A run that gave a result.</summary>
    /// <param name="input">The input that was run.</param>
    /// <param name="result">The outcome.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public ModelRun(TInput input, ModelResult<TOutput> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Input = input;
        Result = result;
    }

    /// <summary>Makes a run that failed.</summary>
    /// <param name="input">The input that was to be run.</param>
    /// <param name="error">The reason why there is no result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public ModelRun(TInput input, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Input = input;
        Error = error;
    }

    /// <summary>The position of the input in its sequence, from zero.</summary>
    public int Index { get; init; }

    /// <summary>Gets the input that was run.</summary>
    public TInput Input { get; }

    /// <summary>The id of the request, from the result or the error; null if the service accepted none.</summary>
    public string? RequestId => Result?.RequestId ?? Error switch
    {
        ModelException error => error.RequestId,
        ModelWaitCanceledException error => error.RequestId,
        _ => null,
    };

    /// <summary>The key of the job in the ledger, from the result or the error; null if it has none.</summary>
    public string? Key => Result?.Key ?? Error switch
    {
        ModelException error => error.Key,
        ModelWaitCanceledException error => error.Key,
        _ => null,
    };

    /// <summary>The result of the run; null if it failed, see <see cref="Error"/>.</summary>
    public ModelResult<TOutput>? Result { get; }

    /// <summary>Any exception of <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/>; null if it succeeded.</summary>
    public Exception? Error { get; }
}
