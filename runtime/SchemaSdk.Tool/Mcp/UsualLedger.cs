namespace SchemaSdk.Tool.Mcp;

/// <summary>
/// The default ledger of agents' jobs. Its path does not depend on the current folder, because agents may start the command in any folder.
/// </summary>
internal static class UsualLedger
{
    internal const string Words = "schemasdk/mcp.db in your application data folder; an address other than the default has a separate file";

    private static readonly string Folder = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "schemasdk");

    // Each host and port has its own file, so that an emulator's jobs are not mistaken for the service's. usual: the default address.
    internal static string PathFor(Uri address, Uri usual) => Path.Combine(
        Folder,
        address == usual ? "mcp.db" : $"mcp-{address.IdnHost.Replace(':', '_')}-{address.Port}.db");
}
