using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <content>The name of the ledger's file, which goes to the compacted one.</content>
internal sealed partial class LedgerCompaction
{
    // The folder may have been moved, or a link to it led elsewhere, and somebody else has a ledger by the same path.
    private void CheckName()
    {
        if (!file.HasName())
        {
            throw new ModelLedgerException(
                $"The ledger '{file.Path}' could not be compacted: The name is now that of another file, or of none. Lines go on to the "
                + "one that was opened, as it is, which grows. Give that one its name back before it is opened again.");
        }
    }

    private void Replace(ILedgerDisk disk, LedgerHead head)
    {
        CheckName();
        try
        {
            file.Folder.Rename(file.CompactingPath, file.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On a network, it may be done, and the answer alone lost: lines must not go on to the file that has no name.
            var now = IdOfName();
            if (now == file.Head.Id)
            {
                throw;
            }

            if (now != head.Id)
            {
                throw writer.Break(new IOException(
                    $"It was compacted, and nobody can tell which file has its name: {ErrorText.Ended(exception.Message)} Open the ledger "
                    + "anew.",
                    exception));
            }
        }

        file.Replace(disk, head);
    }

    private long? IdOfName()
    {
        try
        {
            return file.Folder.HeadOf(file.Path)?.Id;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;   // nobody can tell
        }
    }
}
