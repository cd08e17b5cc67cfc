namespace SchemaSdk.Ledgers.Storage;

/// <summary>The folder of a ledger's file, and the promise that names stay. Tests use one that forgets in its place.</summary>
internal interface ILedgerFolder
{
    /// <summary>Returns true if a file has the name.</summary>
    bool Has(string path);

    /// <summary>Opens a file, or makes it; what a file made for another one holds is for the same people to read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="like">The file whose permissions a new one gets; null: those of any new file.</param>
    ILedgerDisk Open(string path, string? like);

    /// <summary>Gives a file to the user and the group of the ledger's file, or to the group alone if it shares that.</summary>
    /// <exception cref="ModelLedgerException">They could not open it.</exception>
    void CopyOwner(string from, string to);

    /// <summary>Counts the names of a file. Whoever has it open by another name does not see the file that takes its place.</summary>
    /// <returns>1 also where nobody can tell.</returns>
    uint CountNames(string path);

    /// <summary>Reads the first bytes of the file that has a name now, whoever gave it that.</summary>
    /// <returns>Null if they are not those of a ledger.</returns>
    LedgerHead? HeadOf(string path);

    /// <summary>Gives a file the name of another one, in whose place it comes at once.</summary>
    void Rename(string from, string to);

    /// <summary>Takes a file away, if it is there.</summary>
    void Delete(string path);

    /// <summary>Returns when the names are such that they would survive a loss of power.</summary>
    void Flush();
}
