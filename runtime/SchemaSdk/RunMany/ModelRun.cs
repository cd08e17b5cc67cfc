namespace SchemaSdk;

/// <summary>
/// The run of one input of <see cref="ModelEndpoint{TInput, TOutput}.RunManyAsync(IEnumerable{TInput}, int, RunOptions,
/// CancellationToken)"/>: it has a result or an error, never both.
/// </summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
public sealed class ModelRun<TInput, TOutput>
{
    /// <summary>Creates a run with a result.</summary>
    /// <param name="input">The input that was run.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public ModelRun(TInput input, ModelResult<TOutput> result) =>
        (Input, Result) = (input, result ?? throw new ArgumentNullException(nameof(result)));

    /// <summary>Creates a run that failed.</summary>
    /// <param name="input">The input whose run failed.</param>
    /// <param name="error">Why the run has no result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public ModelRun(TInput input, Exception error) => (Input, Error) = (input, error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>The zero-based position of the input in its sequence.</summary>
    public int Index { get; init; }

    /// <summary>The input that was run.</summary>
    public TInput Input { get; }

    /// <summary>The request id, from the result or the error; null if none is known.</summary>
    public string? RequestId =>
        Result?.RequestId ?? (Error as ModelException)?.RequestId ?? (Error as ModelWaitCanceledException)?.RequestId;

    /// <summary>The key of the job in the ledger, from the result or the error; null if neither has one.</summary>
    public string? Key => Result?.Key ?? (Error as ModelException)?.Key ?? (Error as ModelWaitCanceledException)?.Key;

    /// <summary>The result of the run; null if the run failed, see <see cref="Error"/>.</summary>
    public ModelResult<TOutput>? Result { get; }

    /// <summary>
    /// The exception that <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> would throw for this input; null if the run succeeded.
    /// </summary>
    public Exception? Error { get; }
}
