using SchemaSdk.Files;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting.Storing;

/// <summary>Stores the large files of inputs at the service before the inputs are submitted, if the service can do so.</summary>
internal sealed class FileStore(ServiceLine line)
{
    // Each file that is sent in parts keeps a part in memory.
    private readonly SemaphoreSlim _parts = new(4);

    /// <summary>Returns the input with the addresses of the files that were stored. A small file keeps its placeholder.</summary>
    /// <exception cref="ModelException">A file cannot be sent, or was not stored. Nothing was submitted.</exception>
    // limit: the timeout of the job.
    internal async ValueTask<WrittenInput> StoreAsync(
        ObservedJob job, WrittenInput input, JobDeadline limit, CancellationToken cancellationToken)
    {
        if (input.Files is null || line.Settings.Service.Storage is not { } storage)
        {
            return input;
        }

        var errors = new StorageErrors(job.ModelId);
        using var time = new CancellationTokenSource(JobDeadline.AtLeastZero(limit.Remaining), line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        using var end = line.Stop.EndWithClient(stop);
        try
        {
            var addresses = new Dictionary<UploadSource, string>();
            foreach (var file in await FindAsync(errors, input, stop.Token).ConfigureAwait(false))
            {
                var upload = new FileUpload(line, storage, _parts, errors, file, job, limit);
                addresses.Add(file.Source, await upload.RunAsync(stop.Token).ConfigureAwait(false));
            }

            return input.With(addresses);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || line.Stop.IsDisposed)
        {
            throw cancellationToken.IsCancellationRequested || line.Stop.IsDisposed
                ? errors.Stopped(cancellationToken)
                : errors.Late(limit.Timeout);
        }
    }

    /// <summary>Finds the files that are too large for the request, each once, after all files have been checked.</summary>
    private async Task<List<FileToSend>> FindAsync(StorageErrors errors, WrittenInput input, CancellationToken stop)
    {
        var found = new List<FileToSend>();
        var (problems, inner) = (new List<ValidationError>(), default(Exception));
        var pointers = input.Files!.Pointers(input.Text.Span);
        for (var i = 0; i < pointers.Length; i++)
        {
            var (file, pointer) = (input.Files.All[i], pointers[i]);
            if (found.Exists(known => known.Source.Equals(file.Source)))
            {
                continue;
            }

            try
            {
                var part = await FileToSend.OpenAsync(line.Settings, file, pointer, stop).ConfigureAwait(false);
                part.Content.Dispose();
                if (part.Content.Length is null || part.Content.Length > line.Settings.Uploads.Inline)
                {
                    CheckOnce(found, file);
                    found.Add(new FileToSend(file, pointer, new FileToStore(NameOf(part.MediaType), part.MediaType, part.Content.Length)));
                }
            }
            catch (FileProblemException problem)
            {
                problems.Add(UploadException.Error(pointer, file.Source, problem));
                inner ??= problem.InnerException;
            }
        }

        return problems.Count == 0 ? found : throw errors.Files(new UploadException(problems, isBegun: false, inner));
    }

    private static void CheckOnce(List<FileToSend> found, InputFile file)
    {
        if (file.Source.OnlyOnce is { } once && found.Find(other => other.Source.OnlyOnce == once) is { } first)
        {
            throw UploadPart.UsedTwice(first.Pointer);
        }
    }

    private static string NameOf(string mediaType) => $"file{MediaTypes.ExtensionOf(mediaType) ?? ".bin"}";
}
