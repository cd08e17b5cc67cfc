namespace SchemaSdk;

/// <summary>Creates jobs for workers, and resumes jobs from a <see cref="JobLedger"/>.</summary>
public static class LedgerClientExtensions
{
    /// <summary>
    /// Creates the first entry of a job for a worker. Pass the entry to <see cref="JobLedger.BeginAsync(LedgerEntry, CancellationToken)"/>
    /// to record it. Checks the input if the client validates inputs and has the model. If the ledger has no folder for copies, an input
    /// that refers to copies of files is not checked. Sends nothing.
    /// </summary>
    /// <param name="client">The client. It must have a ledger.</param>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The id of the model.</param>
    /// <param name="input">The input of the model.</param>
    /// <exception cref="ArgumentException">The key, the model id or the input is not valid.</exception>
    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    /// <exception cref="InvalidOperationException">The client has no <see cref="JobLedger"/>.</exception>
    public static LedgerEntry IntentOf(this ModelClient client, string key, string modelId, JsonElement input) =>
        Intent(client, key, modelId, input, isChecked: true);

    internal static LedgerEntry Intent(ModelClient client, string key, string modelId, JsonElement input, bool isChecked)
    {
        var ledger = JobLedger.Of(client);
        ArgumentNullException.ThrowIfNull(key);
        var written = ledger.ReadCopies(modelId, input, key);
        var settings = client.Parts.Access.Settings;
        settings.Service.CheckModelId(modelId);
        if (isChecked && settings.ValidateInput && client.InfoOf(modelId) is { } model
            && !(ledger.Options.InputFolder is null && CopyName.IsIn(input)))
        {
            // Rules may apply to the files, so only a process that has the copies can check the input.
            written.Check(model);
        }

        var text = written.Files is null ? written.Text : JobCopies.TextOf(written.Text, written.Files);
        return ledger.IntentOf(key, modelId, text, settings.Service.Names.Name);
    }

    /// <summary>Resumes a job from the ledger without making a request, and records its further steps.</summary>
    /// <param name="client">The client. It must have a ledger.</param>
    /// <param name="entry">The job, as <see cref="JobLedger.FindAsync"/> or <see cref="IModelJobs.FindAsync"/> returns it.</param>
    /// <param name="options">Settings for the waits. The timeout starts with the first wait.</param>
    /// <exception cref="ModelLedgerException">The job belongs to another service, or has no usable request id.</exception>
    /// <exception cref="InvalidOperationException">The client has no <see cref="JobLedger"/>.</exception>
    public static ModelJob<JsonElement> Attach(this ModelClient client, LedgerEntry entry, RunOptions? options = null) =>
        client.Attach(JobLedger.Of(client).RecordOf(client, entry, options), OfWorker(options));

    /// <inheritdoc cref="Attach(ModelClient, LedgerEntry, RunOptions)" />
    /// <param name="model">The model of the job. Its client must have a ledger.</param>
    /// <param name="entry">The job, as <see cref="JobLedger.FindAsync"/> or <see cref="IModelJobs.FindAsync"/> returns it.</param>
    /// <param name="options">Settings for the waits. The timeout starts with the first wait.</param>
    /// <exception cref="ArgumentException">The job belongs to another model.</exception>
    public static ModelJob<TOutput> Attach<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model, LedgerEntry entry, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Attach(JobLedger.Of(model.Owner).RecordOf(model.Owner, entry, options), OfWorker(options));
    }

    /// <summary>
    /// Creates the JSON to pass to <see cref="IntentOf"/> as the input of a job that a worker submits later. Each file whose content is
    /// sent is copied to <see cref="JobLedgerOptions.InputFolder"/>, and the JSON refers to it by its hash. Nothing is sent or recorded.
    /// </summary>
    /// <param name="model">The model. Its client must have a ledger.</param>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="ledger">The job's ledger; null to use the client's. If the input has files, it must be the client's ledger.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not a valid key.</exception>
    /// <exception cref="ModelInputException">A file cannot be sent, or an input with files does not fit the schema.</exception>
    /// <exception cref="ModelLedgerException">The client's ledger has no folder for files, or a file cannot be copied.</exception>
    public static Task<JsonElement> KeepInputAsync<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model, string key, TInput input,
        JobLedger? ledger = null, CancellationToken cancellationToken = default) =>
        KeepAsync(model, key, input, ledger, mayWait: true, cancellationToken);

    // mayWait: false in a transaction that blocks other writes, because waiting there for another call would deadlock.
    internal static async Task<JsonElement> KeepAsync<TInput, TOutput>(
        ModelEndpoint<TInput, TOutput> model, string key, TInput input, JobLedger? ledger, bool mayWait,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(input);
        RunOptions.CheckKey(new RunOptions { Key = key });
        var written = WrittenOf(model, input);
        var text = written.Files is null ? written.Text
            : await KeepAsync(model.Owner, model.Info, key, written, ledger, mayWait, cancellationToken).ConfigureAwait(false);
        return JsonDocument.Parse(text, JobLedger.AnyDepth).RootElement;
    }

    /// <exception cref="ModelInputException">The input has a copy name, but its files have not been copied yet.</exception>
    internal static WrittenInput WrittenOf<TInput, TOutput>(ModelEndpoint<TInput, TOutput> model, TInput input)
    {
        var written = model.Written(input);
        using var text = written.Text.Span.IndexOf(CopyName.Start) >= 0 ? JsonDocument.Parse(written.Text, JobLedger.AnyDepth) : null;
        return text is null || !CopyName.IsIn(text.RootElement) ? written : throw new ModelInputException(
            $"The input of {model.ModelId} contains \"schemasdk-file:…\", which the ledger uses for copied files. Change this text.");
    }

    // A caller that sets LeavesDelivery acts as a worker. It releases the job and reports failures itself.
    private static RunOptions? OfWorker(RunOptions? options) =>
        options?.LeavesDelivery == true ? options with { IsOfWorker = true } : options;

    private static async Task<ReadOnlyMemory<byte>> KeepAsync(
        ModelClient client, ModelInfo model, string key, WrittenInput input, JobLedger? goal, bool mayWait,
        CancellationToken cancellationToken)
    {
        var ledger = client.Ledger as JobLedger;
        if (goal is not null && goal != ledger)
        {
            throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" of {model.Id} was not recorded. Its input contains a file, but the client's ledger "
                + $"(input folder: {ledger?.Options.InputFolder ?? "none"}) is not the ledger of the job (input folder: "
                + $"{goal.Options.InputFolder ?? "none"}). Both must be the same JobLedger object. Use a client whose "
                + "ModelClientOptions.Ledger is the job's ledger, and a model of that client.",
                key, model.Id, isLasting: true);
        }

        var settings = client.Parts.Access.Settings;
        if (settings.ValidateInput)
        {
            await (ledger ?? throw JobLedger.NoFolder(key, model.Id)).CheckAsync(key, () => input.Check(model), cancellationToken)
                .ConfigureAwait(false);
        }

        var copies = ledger?.CopiesOf(key, model.Id, settings.Log) ?? throw JobLedger.NoFolder(key, model.Id);

        // Waits until no call is submitting under the key, because such a call removes the copies once its job is accepted.
        using var claim = mayWait ? await ledger.Claims.TakeAsync(key, cancellationToken).ConfigureAwait(false) : null;
        var (file, request) = (settings.Uploads.File, settings.Uploads.Request);
        var kept = await copies.KeepAsync(input.Files!, input.Text, file, request, cancellationToken).ConfigureAwait(false);
        if (mayWait && await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { WasAccepted: true } known)
        {
            copies.Remove(known.RequestId);
        }

        return JobCopies.TextOf(input.Text, kept);
    }
}
