using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.EndToEnd.Tests.Contract;

/// <summary>The contract and the packages, as the compiler sees them.</summary>
internal static class Compiled
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The contract, without any of the packages.</summary>
    public static CSharpCompilation Contract(string text) => Compile(
        "Contract", References().Where(path => !Path.GetFileName(path).StartsWith("SchemaSdk", StringComparison.Ordinal)), Usings, text);

    /// <summary>C# beside the packages.</summary>
    public static CSharpCompilation Packages(params string[] texts) => Compile("Packages", References(), [Usings, .. texts]);

    /// <summary>One of the packages.</summary>
    public static IAssemblySymbol Package(CSharpCompilation compilation, string name) => compilation.References
        .Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().Single(assembly => assembly.Name == name);

    public static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    private static CSharpCompilation Compile(string name, IEnumerable<string> references, params string[] texts) => CSharpCompilation.Create(
        name,
        texts.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))),
        references.Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static string[] References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
}
