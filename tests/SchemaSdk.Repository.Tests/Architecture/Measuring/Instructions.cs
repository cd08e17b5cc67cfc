using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Reads the types, members and signatures that the instructions of a method refer to.</summary>
internal static class Instructions
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    internal static IEnumerable<EntityHandle> NamedBy(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var first = body[at++];
            var code = Codes[first == 0xFE ? (first << 8) | body[at++] : first];
            if (code.OperandType is OperandType.InlineTok or OperandType.InlineType or OperandType.InlineMethod
                or OperandType.InlineField or OperandType.InlineSig)
            {
                yield return (EntityHandle)MetadataTokens.Handle(BitConverter.ToInt32(body, at));
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }
}
