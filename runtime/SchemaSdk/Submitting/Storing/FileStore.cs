using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting.Storing;

/// <summary>Stores the large files of inputs at the service before the inputs are submitted, if the service can do so.</summary>
internal sealed class FileStore(ServiceLine line)
{
    // Limits memory, because each file that is sent in parts keeps one part in memory.
    private readonly SemaphoreSlim _parts = new(4);

    /// <summary>Returns the input with the addresses of the files that were stored. A small file keeps its placeholder.</summary>
    /// <exception cref="ModelException">A file cannot be sent, or was not stored. Nothing was submitted.</exception>
    // limit: the timeout of the job.
    internal async ValueTask<WrittenInput> StoreAsync(
        ObservedJob job, SubmitDetails submit, WrittenInput input, JobDeadline limit, CancellationToken cancellationToken)
    {
        if (input.Files is null || line.Settings.Service.Storage is not { } storage)
        {
            return input;
        }

        var errors = new SubmitErrors(job.ModelId);
        using var time = new CancellationTokenSource(JobDeadline.AtLeastZero(limit.Remaining), line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        using var end = line.Stop.EndWithClient(stop);
        try
        {
            var addresses = new Dictionary<UploadSource, string>();
            foreach (var file in await FindAsync(errors, submit, input, stop.Token).ConfigureAwait(false))
            {
                var upload = new FileUpload(line, storage, _parts, errors, file, job, limit);
                addresses.Add(file.Source, await StoreAsync(job, submit, upload, stop.Token).ConfigureAwait(false));
            }

            return input.With(addresses);
        }
        catch (OperationCanceledException)
            when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested && !line.Stop.IsDisposed)
        {
            throw errors.Late(limit.Timeout);
        }
    }

    private async Task<string> StoreAsync(ObservedJob job, SubmitDetails submit, FileUpload upload, CancellationToken stop)
    {
        var start = line.Time.GetTimestamp();
        using var span = RequestSpan.Start(job.Telemetry, CallNames.Store);
        try
        {
            var address = await upload.RunAsync(stop).ConfigureAwait(false);
            var (bytes, parts) = upload.Sent;
            span?.Stored(bytes, parts);
            Log.FileStored(line.Settings.Log, submit.Key, submit.ModelId, line.Time.GetElapsedTime(start), bytes, parts);
            return address;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            span?.NotStored(exception);
            throw;
        }
    }

    /// <summary>Checks all files, and returns those to store, each once.</summary>
    // These are the files that are too large for the request, or all files if the request would otherwise be too large.
    private async Task<List<FileToSend>> FindAsync(SubmitErrors errors, SubmitDetails submit, WrittenInput input, CancellationToken stop)
    {
        var limits = line.Settings.Uploads;
        var all = new List<FileToSend>();

        // The number of bytes that each file adds to the request; zero for a file that is too large for the request.
        var added = new Dictionary<UploadSource, long>();
        var once = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        var (problems, inner) = (new List<ValidationError>(), default(Exception));
        var envelope = line.Settings.Service.EnvelopeOf(submit);
        long request = input.Text.Length + (envelope?.Before.Length ?? 0) + (envelope?.After.Length ?? 0);
        foreach (var (file, pointer) in input.Files!.All.Zip(input.Files.Pointers(input.Text.Span)))
        {
            if (added.TryGetValue(file.Source, out var again))
            {
                request += again;
                continue;
            }

            try
            {
                using var part = await FileToSend.OpenAsync(line.Settings, file, pointer, stop).ConfigureAwait(false);
                var isLarge = part.Content.Length is not { } length || length > Math.Min(limits.Inline, limits.Of(part.MediaType).Bytes);
                if (isLarge && file.Source.OnlyOnce is { } stream && !once.TryAdd(stream, pointer))
                {
                    throw UploadPart.UsedTwice(once[stream]);
                }

                added[file.Source] = isLarge ? 0 : part.EncodedLength ?? 0;
                request += added[file.Source];
                var name = $"file{MediaTypes.ExtensionOf(part.MediaType) ?? ".bin"}";
                all.Add(new FileToSend(file, pointer, new FileToStore(name, part.MediaType, part.Content.Length)));
            }
            catch (FileProblemException problem)
            {
                problems.Add(UploadException.Error(pointer, file.Source, problem));
                inner ??= problem.InnerException;
            }
        }

        return problems.Count > 0 ? throw errors.Files(new UploadException(problems, isBegun: false, inner))
            : request > limits.Request ? all
            : all.FindAll(file => added[file.Source] == 0);
    }
}

/// <summary>A file of an input that is to be stored at the service.</summary>
// Pointer: its JSON pointer in the input.
internal sealed record FileToSend(InputFile File, string Pointer, FileToStore Facts)
{
    internal UploadSource Source => File.Source;

    /// <summary>Opens a file for one attempt to send it.</summary>
    /// <exception cref="FileProblemException">The file cannot be sent.</exception>
    internal static Task<UploadPart> OpenAsync(ClientSettings settings, InputFile file, string pointer, CancellationToken stop) =>
        UploadPart.OpenAsync(file, pointer, _ => (settings.Uploads.Stored, $"the limit of {settings.Service.Names.Name}"), stop).AsTask()
            .OrCloseAsync(stop);
}
