using SchemaSdk.Ledgers;
using SchemaSdk.Uploads;

namespace SchemaSdk.Submitting;

/// <summary>Copies the files of one input, for its ledger.</summary>
/// <param name="folder">The folder with the copies.</param>
/// <param name="job">The job.</param>
/// <param name="most">The largest number of bytes of a file.</param>
/// <param name="input">The input.</param>
internal sealed class InputCopying(IInputFolder folder, CopiedJob job, long most, WrittenInput input)
{
    private WrittenInput? _copied;

    /// <summary>The input, with the copies as its files once they are made.</summary>
    internal WrittenInput Input => _copied ?? input;

    /// <returns>The input as it is kept.</returns>
    /// <exception cref="ModelInputException">A file cannot be read, or not be sent.</exception>
    /// <exception cref="ModelLedgerException">A copy cannot be written.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>> KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var files = await folder.KeepAsync(Input.Files!, job, most, cancellationToken).ConfigureAwait(false);
            _copied = new WrittenInput(Input.Text, files);
            return folder.TextOf(Input.Text, files);
        }
        catch (UncopiedFileException exception)
        {
            var (file, pointer) = (Input.Files!.All[exception.Index], Input.Files.Pointers(Input.Text.Span)[exception.Index]);
            throw new SubmitErrors(job.ModelId).Files(new UploadException(
                [UploadException.Error(pointer, file.Source, exception.Problem)], isBegun: false, exception.Problem.InnerException));
        }
    }

    /// <summary>Compares the copies that an earlier process made with their hashes.</summary>
    /// <exception cref="ModelLedgerException">One is missing, or has changed.</exception>
    // The copies that this made were just written.
    internal ValueTask CheckAsync(CancellationToken cancellationToken) => folder.CheckAsync(input.Files!, job, cancellationToken);
}
