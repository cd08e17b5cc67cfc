using SchemaSdk.RunMany;

namespace SchemaSdk;

/// <content>Runs the model on many inputs.</content>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    /// <summary>
    /// Runs the model on many inputs, several at a time, and returns each run as it ends. If a run fails or its input does not match the
    /// schema, its <see cref="ModelRun{TInput, TOutput}"/> has the error, and the other runs continue.
    /// </summary>
    /// <param name="inputs">Any number of inputs. The next one is read when <paramref name="maxInFlight"/> allows another run.</param>
    /// <param name="maxInFlight">The maximum number of runs at once, at least 1. A run that has ended counts until it is returned.</param>
    /// <param name="options">Settings for each run. They must not have a key. Null to use the client's settings.</param>
    /// <param name="cancellationToken">
    /// Ends all waits and stops reading inputs; <see cref="RunOptions.OnCancel"/> says whether the jobs are cancelled too. Started runs are
    /// still returned, with a <see cref="ModelWaitCanceledException"/> that has the request id, before the enumeration throws.
    /// </param>
    /// <remarks>
    /// If the caller leaves the enumeration early, all waits end as if the token were cancelled, and disposing the enumerator waits for
    /// them to end. Only <see cref="RunOptions.Progress"/> and the log get the ids of those jobs. If <paramref name="inputs"/> throws, the
    /// exception is thrown to the caller after all runs that have started are returned. Each enumeration runs all inputs again.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument is invalid. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before all inputs had been run.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before all inputs had been run.</exception>
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IEnumerable<TInput> inputs, int maxInFlight = 16, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunMany(_ => InputSource.EnumerateAsync(inputs), key: null, maxInFlight, options, cancellationToken);
    }

    /// <inheritdoc cref="RunManyAsync(IEnumerable{TInput}, int, RunOptions, CancellationToken)" />
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IAsyncEnumerable<TInput> inputs, int maxInFlight = 16, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunMany(inputs.GetAsyncEnumerator, key: null, maxInFlight, options, cancellationToken);
    }

    /// <summary>
    /// Runs the model on many inputs, with a key in the <see cref="ModelClientOptions.Ledger"/> for each run. If you enumerate the same
    /// inputs again after a crash, only the inputs that have not been submitted yet are submitted. For the others, the method waits for the
    /// running jobs, or returns the recorded results. <paramref name="key"/> must always return the same <see cref="RunOptions.Key"/>
    /// for the same input. If the function throws, or returns null or an invalid key, the run has the error, and the input is not sent.
    /// </summary>
    /// <inheritdoc cref="RunManyAsync(IEnumerable{TInput}, int, RunOptions, CancellationToken)" path="/param|/exception" />
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IEnumerable<TInput> inputs, Func<TInput, string> key, int maxInFlight = 16, RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(key);
        return RunMany(_ => InputSource.EnumerateAsync(inputs), key, maxInFlight, options, cancellationToken);
    }

    /// <inheritdoc cref="RunManyAsync(IEnumerable{TInput}, Func{TInput, string}, int, RunOptions, CancellationToken)" />
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IAsyncEnumerable<TInput> inputs, Func<TInput, string> key, int maxInFlight = 16, RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(key);
        return RunMany(inputs.GetAsyncEnumerator, key, maxInFlight, options, cancellationToken);
    }

    private IAsyncEnumerable<ModelRun<TInput, TOutput>> RunMany(
        Func<CancellationToken, IAsyncEnumerator<TInput>> open, Func<TInput, string>? key, int maxInFlight, RunOptions? options,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInFlight, 1);
        ClientSettings.Amount(options?.MaxPriceUsd, nameof(RunOptions.MaxPriceUsd));
        if (options?.Key is not null)
        {
            throw new ArgumentException(
                "RunOptions.Key is the key of a single job. For RunManyAsync, pass a function that returns the key of each input instead.",
                nameof(options));
        }

        if (options?.JobTimeout is { } timeout)
        {
            ClientSettings.Positive(timeout, nameof(RunOptions.JobTimeout));
        }

        var runs = new ManyRuns<TInput, TOutput>(
            (input, turn, stop) => RunAsync(
                input, turn is null && key is null ? options : (options ?? new()) with { Turn = turn, Key = KeyOf(input, key) }, stop),
            LeaveBehind, maxInFlight, _client?.Parts.Access.Stop, _client?.Parts.OpenQueue);
        return runs.EnumerateAsync(open, cancellationToken);
    }

    // An input with a null key is rejected. Otherwise, its run would get a random key, and a crash could cause a second submit.
    private static string? KeyOf(TInput input, Func<TInput, string>? key) => key is null ? null
        : key(input) ?? throw new ArgumentException(
            $"The key of an input is null, so the input was not submitted. A key is {KeyForm.Words}.", nameof(key));

    // A caller that ended the enumeration early never sees this run, so the ids of the run are logged.
    private void LeaveBehind(ModelRun<TInput, TOutput> run)
    {
        if (_client is not null && run.RequestId is { } requestId)
        {
            Log.LeftBehind(_client.Parts.Access.Settings.Log, run.Key, requestId, ModelId, run.Error?.GetType().Name ?? "a result");
        }
    }
}
