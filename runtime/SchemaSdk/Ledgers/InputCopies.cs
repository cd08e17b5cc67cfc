using System.Text;
using System.Text.Json;
using SchemaSdk.Errors;
using SchemaSdk.Files;

namespace SchemaSdk.Ledgers;

/// <inheritdoc cref="IInputFolder" />
internal sealed record InputCopies(string Path) : IInputFolder
{
    // The current directory may be another one by the time of a job, and the copies of this one would be missing there.
    internal static IInputFolder? Of(string? path) =>
        path is null ? null : new InputCopies(System.IO.Path.GetFullPath(path, Environment.CurrentDirectory));

    public async ValueTask<InputFiles> KeepAsync(InputFiles files, CopiedJob job, long most, CancellationToken cancellationToken)
    {
        var folder = FolderOf(job.Key);
        var sources = new UploadSource[files.All.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            var source = files.All[i].Source;
            try
            {
                sources[i] = source is CopiedFile ? source
                    : await new FileCopy(source, folder, job, most).MakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (FileProblemException problem)
            {
                throw new UncopiedFileException(i, problem);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw Failed(
                    job,
                    $"The copy of {source} in the folder \"{ErrorText.Cut(folder)}\" could not be written: "
                    + $"{ErrorText.Cut(exception.Message)} Look at JobLedgerOptions.InputFolder",
                    exception);
            }
        }

        return files.With(sources);
    }

    public async ValueTask CheckAsync(InputFiles files, CopiedJob job, CancellationToken cancellationToken)
    {
        foreach (var file in files.All)
        {
            if (file.Source is CopiedFile copy)
            {
                try
                {
                    (await copy.OpenAsync(cancellationToken).ConfigureAwait(false)).Dispose();
                }
                catch (FileProblemException problem)
                {
                    throw Failed(
                        job,
                        $"The input has {copy}, {problem.Message}. Put the file there as it was, or submit the input with the file under "
                        + "another key",
                        problem);
                }
            }
        }
    }

    public ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> text, InputFiles files)
    {
        var kept = new MemoryStream(text.Length);
        var start = 0;
        foreach (var file in files.All)
        {
            kept.Write(text.Span[start..file.Start]);
            kept.Write(Encoding.ASCII.GetBytes($"\"{((CopiedFile)file.Source).Name}\""));
            start = file.End;
        }

        kept.Write(text.Span[start..]);
        return kept.ToArray();
    }

    public void Write(Utf8JsonWriter writer, JsonElement input, CopiedJob job)
    {
        switch (input.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in input.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, job);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in input.EnumerateArray())
                {
                    Write(writer, item, job);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when CopyName.TryParse(input.GetString(), out var name):
                new CopiedFile(System.IO.Path.Combine(FolderOf(job.Key), name.Hash), name, job).Write(writer);
                break;
            default:
                input.WriteTo(writer);
                break;
        }
    }

    public void Remove(string key)
    {
        var folder = FolderOf(key);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Remove(string key, DateTimeOffset until)
    {
        var folder = FolderOf(key);
        try
        {
            foreach (var path in Directory.GetFiles(folder))
            {
                if (File.GetLastWriteTimeUtc(path) <= until.UtcDateTime)
                {
                    File.Delete(path);
                }
            }

            if (Directory.GetFileSystemEntries(folder).Length == 0)
            {
                Directory.Delete(folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else, who finished with the job, has removed it meanwhile.
        }
    }

    // A share that is not mounted looks like one without copies.
    public bool Has(string key) => Directory.Exists(FolderOf(key)) || (Directory.Exists(Path) ? false
        : throw new DirectoryNotFoundException("The folder is missing. Mount it, or make it if no job has had files yet."));

    private static ModelLedgerException Failed(CopiedJob job, string message, Exception cause) =>
        new($"The job \"{ErrorText.Cut(job.Key)}\" of {job.ModelId} was not sent. {message}.", cause)
        {
            ModelId = job.ModelId,
            Key = job.Key,
        };

    private string FolderOf(string key) => System.IO.Path.Combine(Path, KeyForm.NameOf(key));
}
