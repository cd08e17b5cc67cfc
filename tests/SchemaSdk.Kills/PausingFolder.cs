using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Kills;

/// <summary>A folder whose new names are those that were flushed, where a kill is to take the others along.</summary>
internal sealed class PausingFolder(ILedgerFolder folder, Left left, Gate gate) : ILedgerFolder
{
    private (string From, string To)? _renamed;
    private PausingDisk? _copy;
    private bool _hasNewName;

    public bool Has(string path) => folder.Has(path);

    // One that is made in the place of another one counts only once it has that one's name, and what is kept of a damaged one never does.
    public ILedgerDisk Open(string path, string? like)
    {
        var name = like is null ? null : path.EndsWith(".compacting", StringComparison.Ordinal) ? "new copy" : "kept end";
        return _copy = new PausingDisk(folder.Open(path, like), left, gate, name);
    }

    public void CopyOwner(string from, string to) => folder.CopyOwner(from, to);

    public uint CountNames(string path) => folder.CountNames(path);

    public LedgerHead? HeadOf(string path) => folder.HeadOf(_renamed is var (from, to) && to == path ? from : path);

    public void Rename(string from, string to)
    {
        gate.Pass(Gate.AnyKey, "new name", "unwritten");
        if (left == Left.All)
        {
            folder.Rename(from, to);
        }
        else
        {
            _renamed = (from, to);
        }

        _copy!.TakePlace();
        _hasNewName = true;
        gate.Pass(Gate.AnyKey, "new name", "written");
    }

    public void Delete(string path) => folder.Delete(path);

    public void Flush()
    {
        if (_renamed is var (from, to))
        {
            folder.Rename(from, to);
            _renamed = null;
        }

        folder.Flush();
        if (_hasNewName)
        {
            gate.Pass(Gate.AnyKey, "new name", "flushed");
            _hasNewName = false;
        }
    }
}
