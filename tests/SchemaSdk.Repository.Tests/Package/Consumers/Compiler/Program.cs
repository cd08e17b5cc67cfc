using System.Reflection;
using Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

// Compiles a project as csc does, with the arguments in a file of the project's folder.
var folder = Path.GetDirectoryName(Path.GetFullPath(args[0]))!;
var arguments = CSharpCommandLineParser.Default.Parse(File.ReadAllLines(args[0]), folder, sdkDirectory: null);
var compilation = CSharpCompilation.Create(
    "Compiled",
    arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), arguments.ParseOptions, file.Path)),
    arguments.MetadataReferences.Select(file => MetadataReference.CreateFromFile(Path.Combine(folder, file.Reference))),
    arguments.CompilationOptions);
var generators = arguments.AnalyzerReferences
    .Where(file => Path.GetFileName(file.FilePath).StartsWith("SchemaSdk", StringComparison.Ordinal))
    .SelectMany(file => new AnalyzerFileReference(Path.Combine(folder, file.FilePath), new Loader()).GetGenerators(LanguageNames.CSharp));

CSharpGeneratorDriver
    .Create(
        generators,
        arguments.AdditionalFiles.Select(file => new TextFile(file.Path)),
        arguments.ParseOptions,
        new ProjectOptions(arguments.AnalyzerConfigPaths))
    .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var told);
using var assembly = new MemoryStream();
var emitted = generated.Emit(assembly);

Console.WriteLine($"Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2)}");
foreach (var problem in told.Concat(emitted.Diagnostics).Where(problem => problem.Severity >= DiagnosticSeverity.Warning))
{
    Console.WriteLine(problem);
}

var client = generated.GetTypeByMetadataName("Plain.ModelsClient");
Console.WriteLine(emitted.Success && client is not null ? string.Join(' ', client.MemberNames.Where(name => name == "Acme")) : "nothing");

internal sealed class Loader : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
