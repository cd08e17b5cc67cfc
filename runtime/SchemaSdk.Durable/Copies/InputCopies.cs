using System.Text;
using SchemaSdk.Files;
using SchemaSdk.Submitting;
using SchemaSdk.Uploads;

namespace SchemaSdk.Durable.Copies;

/// <summary>The folder with copies of the files of inputs.</summary>
internal sealed record InputCopies(string Path)
{
    // The current directory may be another one by the time of a job, and the copies of this one would be missing there.
    internal static InputCopies? Of(string? path) =>
        path is null ? null : new InputCopies(System.IO.Path.GetFullPath(path, Environment.CurrentDirectory));

    /// <summary>Copies the files of an input. Each copy is durable when it ends; those that are copies already stay as they are.</summary>
    /// <param name="files">The files.</param>
    /// <param name="text">The input, in which they stand.</param>
    /// <param name="job">The job.</param>
    /// <param name="most">The largest number of bytes of one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The same places, with the copies as their content.</returns>
    /// <exception cref="ModelInputException">A file cannot be read, or not be sent.</exception>
    /// <exception cref="ModelLedgerException">A copy cannot be written.</exception>
    internal async Task<InputFiles> KeepAsync(
        InputFiles files, ReadOnlyMemory<byte> text, CopiedJob job, long most, CancellationToken cancellationToken)
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
                var error = UploadException.Error(files.Pointers(text.Span)[i], source, problem);
                throw new SubmitErrors(job.ModelId).Files(new UploadException([error], isBegun: false, problem.InnerException));
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

    /// <summary>Reads those files that were copies from the first, and compares them with their hashes.</summary>
    /// <exception cref="ModelLedgerException">A copy is missing, or has changed.</exception>
    internal static async Task CheckAsync(InputFiles files, CopiedJob job, CancellationToken cancellationToken)
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

    /// <summary>The input as it is kept: each copy is named by its hash.</summary>
    internal static ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> text, InputFiles files)
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

    /// <summary>Writes an input as it is kept, with the copies in place of their names.</summary>
    internal void Write(Utf8JsonWriter writer, JsonElement input, CopiedJob job)
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

    /// <summary>Removes the copies of a job.</summary>
    /// <returns>The exception that may have left them there, or null.</returns>
    internal Exception? TryRemove(string key)
    {
        try
        {
            var folder = FolderOf(key);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    /// <summary>Removes those copies of a job that were not written after a time.</summary>
    /// <exception cref="IOException">They cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be removed.</exception>
    internal void Remove(string key, DateTimeOffset until)
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
            // Another call, which finished with the job, has removed it meanwhile.
        }
    }

    /// <summary>Returns true if there is a folder for the copies of a job.</summary>
    /// <exception cref="IOException">The folder for the copies of all jobs is missing.</exception>
    // A share that is not mounted looks like one without copies.
    internal bool Has(string key) => Directory.Exists(FolderOf(key)) || (Directory.Exists(Path) ? false
        : throw new DirectoryNotFoundException("The folder is missing. Mount it, or make it if no job has had files yet."));

    private static ModelLedgerException Failed(CopiedJob job, string message, Exception cause) =>
        new($"The job \"{ErrorText.Cut(job.Key)}\" of {job.ModelId} was not sent. {message}.", cause)
        {
            ModelId = job.ModelId,
            Key = job.Key,
        };

    private string FolderOf(string key) => System.IO.Path.Combine(Path, KeyForm.NameOf(key));
}
