namespace SchemaSdk.Testing;

/// <summary>
/// A git repository like that of the owner of a published client. It is the folder <c>clone</c>, next to its origin and the git settings.
/// </summary>
public abstract class OwnersRepository
{
    /// <summary>These settings replace git's settings on this machine.</summary>
    private const string Settings = """
        [user]
          name = Owner
          email = owner@example.com
        [maintenance]
          auto = false
        [receive]
          autogc = false
        [core]
          fsync = none
        [init]
          defaultBranch = main
          templateDir =
        """;

    private readonly string _root;

    /// <param name="root">The folder above the clone.</param>
    protected OwnersRepository(string root)
    {
        _root = root;
        Folder = Directory.CreateDirectory(Path.Combine(root, "clone")).FullName;
        var settings = Path.Combine(root, "gitconfig");
        File.WriteAllText(settings, Settings);
        Variables = new(StringComparer.Ordinal) { ["GIT_CONFIG_GLOBAL"] = settings, ["GIT_CONFIG_NOSYSTEM"] = "1" };
    }

    public string Folder { get; }

    /// <summary>The environment variables that make git use the settings next to the clone.</summary>
    public Dictionary<string, string> Variables { get; }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Runs git in the clone, and returns its output. Fails if git does.</summary>
    public abstract Task<string> GitAsync(params string[] arguments);

    public async Task MakeAsync()
    {
        await GitAsync("init", "-q", "--bare", "../origin");
        await GitAsync("init", "-q");
        await GitAsync("remote", "add", "origin", "../origin");
    }

    public async Task CommitAsync(string subject)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-qm", subject);
        await GitAsync("push", "-q", "origin", "HEAD:main");
    }

    /// <summary>Merges the update branch, as the owner does on the git host.</summary>
    public async Task MergeAsync()
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "FETCH_HEAD");
        await GitAsync("push", "-q", "origin", "HEAD:main", ":schemas/update");
    }

    /// <summary>
    /// Makes all files writable, so they can be deleted. Git makes its objects read-only, and Windows does not delete such files.
    /// </summary>
    public void Unprotect()
    {
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }
    }
}
