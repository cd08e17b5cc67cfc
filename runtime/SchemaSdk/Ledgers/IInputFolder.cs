using System.Text.Json;
using SchemaSdk.Files;

namespace SchemaSdk.Ledgers;

/// <summary>The folder with copies of the files of inputs.</summary>
/// <remarks>
/// Only the property that an application sets makes one: a program that does not set it, published as native code, has no code for it.
/// </remarks>
internal interface IInputFolder
{
    string Path { get; }

    /// <summary>Copies the files of an input. Each copy is durable when it ends; those that are copies already stay as they are.</summary>
    /// <param name="files">The files.</param>
    /// <param name="job">The job.</param>
    /// <param name="most">The largest number of bytes of one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The same places, with the copies as their content.</returns>
    /// <exception cref="UncopiedFileException">A file cannot be read, or not be sent.</exception>
    /// <exception cref="ModelLedgerException">A copy cannot be written.</exception>
    ValueTask<InputFiles> KeepAsync(InputFiles files, CopiedJob job, long most, CancellationToken cancellationToken);

    /// <summary>Reads those files that were copies from the first, and compares them with their hashes.</summary>
    /// <exception cref="ModelLedgerException">A copy is missing, or has changed.</exception>
    ValueTask CheckAsync(InputFiles files, CopiedJob job, CancellationToken cancellationToken);

    /// <summary>The input as it is kept: each copy is named by its hash.</summary>
    ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> text, InputFiles files);

    /// <summary>Writes an input as it is kept, with the copies in place of their names.</summary>
    void Write(Utf8JsonWriter writer, JsonElement input, CopiedJob job);

    /// <summary>Removes the copies of a job.</summary>
    /// <exception cref="IOException">They cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be removed.</exception>
    void Remove(string key);

    /// <summary>Removes those copies of a job that were not written after a time.</summary>
    /// <exception cref="IOException">They cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be removed.</exception>
    void Remove(string key, DateTimeOffset until);

    /// <summary>Returns true if there is a folder for the copies of a job.</summary>
    /// <exception cref="IOException">The folder for the copies of all jobs is missing.</exception>
    bool Has(string key);
}
