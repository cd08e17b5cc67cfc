using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Publishing;

/// <summary>The folder that the packages are written to.</summary>
internal static class PackagesFolder
{
    /// <summary>Empties the folder, and makes git ignore it, because not every repository has a rule for it.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="kept">The full path of a folder that must not be deleted.</param>
    /// <exception cref="ToolException">The other folder is inside. Nothing was deleted.</exception>
    internal static void Empty(string folder, string kept)
    {
        var inside = Path.GetRelativePath(folder, kept);
        if (!Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != "..")
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{folder}' contains {kept}, but the folder for packages is emptied before they are made. Set \"packages\" in "
                + "schemasdk.json to a folder for packages only, such as artifacts/packages. Nothing was deleted.");
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "*\n");
    }
}
