namespace SchemaSdk.Submitting.Storing;

/// <summary>Stores the large files of inputs at the service before the inputs are submitted, if the service can do so.</summary>
internal sealed class FileStore(ServiceAccess access)
{
    // Limits the memory that uploads use: a file that is sent in parts keeps one part in memory.
    private readonly SemaphoreSlim _parts = new(4);

    /// <summary>Stores files, and returns the input with their addresses. A file sent in the request keeps its placeholder.</summary>
    /// <exception cref="ModelException">A file cannot be sent, or was not stored. Nothing was submitted.</exception>
    // limit: the job's timeout.
    internal async ValueTask<WrittenInput> StoreAsync(
        ObservedJob job, SubmitDetails submit, WrittenInput input, JobDeadline limit, CancellationToken cancellationToken)
    {
        if (input.Files is null || access.Settings.Service.Storage is not { } storage)
        {
            return input;
        }

        var errors = new SubmitErrors(job.ModelId);
        using var time = new CancellationTokenSource(JobDeadline.AtLeastZero(limit.Remaining), access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        using var end = access.Stop.EndWithClient(stop);
        try
        {
            var addresses = new Dictionary<UploadSource, string>();
            foreach (var file in await FindAsync(submit, input, stop.Token).ConfigureAwait(false))
            {
                var upload = new FileUpload(access, storage, _parts, errors, file, job, limit);
                addresses.Add(file.File.Source, await StoreAsync(job, submit, upload, stop.Token).ConfigureAwait(false));
            }

            var (text, left) = addresses.Count == 0 ? (input.Text, input.Files) : input.Files.Replace(input.Text.Span, addresses);
            return new WrittenInput(text, left);
        }
        catch (UploadException problem)
        {
            throw errors.Files(problem);
        }
        catch (Exception exception) when (exception is not ModelException && (stop.IsCancellationRequested || access.Stop.IsDisposed))
        {
            // The application's stream can throw any exception when its read is cancelled.
            Exception stopped = exception as OperationCanceledException ?? new OperationCanceledException(exception.Message, exception);
            throw cancellationToken.IsCancellationRequested || access.Stop.IsDisposed ? stopped : errors.Late(limit.Timeout);
        }
    }

    private async Task<string> StoreAsync(ObservedJob job, SubmitDetails submit, FileUpload upload, CancellationToken stop)
    {
        var start = access.Time.GetTimestamp();
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Store);
        try
        {
            var address = await upload.RunAsync(stop).ConfigureAwait(false);
            var (bytes, parts) = upload.Sent;
            span?.Stored(bytes, parts);
            Log.FileStored(access.Settings.Log, submit.Key, submit.ModelId, access.Time.GetElapsedTime(start), bytes, parts);
            return address;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            span?.NotStored(exception);
            throw;
        }
    }

    /// <summary>Opens one file after another, and closes it again. Returns the files that must be stored, without duplicates.</summary>
    /// <exception cref="UploadException">Some files cannot be sent.</exception>
    // A file must be stored if it is too large to be sent in the request. All files must be stored if the whole request would be too large.
    private async Task<List<UploadPart>> FindAsync(SubmitDetails submit, WrittenInput input, CancellationToken stop)
    {
        var (limits, service) = (access.Settings.Uploads, access.Settings.Service);
        var files = input.Files!.At(input.Text.Span).DistinctBy(static file => file.File.Source);
        var parts = await UploadPart
            .OpenAsync(files, _ => (limits.Stored, $"the limit of {service.Names.Name}"), staysOpen: false, stop).ConfigureAwait(false);

        // The number of bytes that each file adds to the request; zero for a file that is too large for the request.
        var added = parts.ToDictionary(static part => part.File.Source, part =>
            part.Content.Length <= Math.Min(limits.Inline, limits.Of(part.MediaType).Bytes) ? part.EncodedLength!.Value : 0);
        var envelope = service.EnvelopeOf(submit);
        var request = input.Text.Length + (envelope?.Before.Length ?? 0) + (envelope?.After.Length ?? 0)
            + input.Files.All.Sum(file => added[file.Source]);
        return request > limits.Request ? parts : parts.FindAll(part => added[part.File.Source] == 0);
    }
}
