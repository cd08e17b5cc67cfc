using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>
/// Loads a build of the generator as a compiler does: Roslyn comes from the compiler, and all other assemblies from the generator's
/// folder.
/// </summary>
internal sealed class GeneratorAssembly(string folder) : AssemblyLoadContext
{
    /// <summary>The path of the generator built from this commit.</summary>
    internal static string Ours { get; } = Path.Combine(AppContext.BaseDirectory, "SchemaSdk.Generator.dll");

    internal static ISourceGenerator Load(string path)
    {
        var assembly = new GeneratorAssembly(Path.GetDirectoryName(path)!).LoadFromAssemblyPath(path);
        var generator = assembly.GetType("SchemaSdk.Generator.SchemaSdkGenerator", throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(generator)!).AsSourceGenerator();
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var beside = Path.Combine(folder, assemblyName.Name + ".dll");
        var isOfCompiler = assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
        return isOfCompiler || !File.Exists(beside) ? null : LoadFromAssemblyPath(beside);
    }
}
