using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SchemaSdk.Kills;

/// <summary>
/// A SQLite VFS that keeps writes in memory until they are flushed, and passes each write and each flush to the gate, where a test
/// can kill the process. Everything else is left to the default VFS.
/// </summary>
internal static unsafe class PausingDisk
{
    private const int MainFile = 0x100;
    private const int Journal = 0x800;
    private const int Wal = 0x80000;
    private const int ShortRead = 522;
    private const int VfsLength = 21;
    private const int MethodsLength = 19;

    private static readonly object Lock = new();
    private static readonly Dictionary<nint, (UnflushedFile File, int Kind, nint Usual)> Files = [];
    private static readonly Dictionary<string, UnflushedFile> ByPath = new(StringComparer.Ordinal);
    private static readonly Dictionary<nint, nint> Methods = [];
    private static nint* _usual;
    private static Gate _gate = new(stop: null);
    private static Left _left;

    /// <summary>
    /// What the process is doing with the file, such as <c>close</c>. This identifies kill points that belong to no entry.
    /// </summary>
    internal static string Step { get; set; } = "";

    /// <summary>Registers this VFS with SQLite for all files that are opened later.</summary>
    internal static void Install(Left left, Gate gate)
    {
        SQLitePCL.Batteries_V2.Init();
        (_left, _gate) = (left, gate);
        _usual = (nint*)FindVfs(null);
        var vfs = Copy(_usual, VfsLength);
        vfs[3] = Marshal.StringToCoTaskMemUTF8("pausing");
        vfs[5] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint*, int, int*, int>)&Open;
        vfs[6] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, int>)&Delete;
        if (RegisterVfs((nint)vfs, isDefault: 1) != 0)
        {
            throw new InvalidOperationException("SQLite did not accept the VFS.");
        }
    }

    private static nint* Copy(nint* table, int length)
    {
        var copy = (nint*)NativeMemory.Alloc((nuint)(length * sizeof(nint)));
        new Span<nint>(table, length).CopyTo(new Span<nint>(copy, length));
        return copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint vfs, byte* name, nint* file, int flags, int* given)
    {
        var result = ((delegate* unmanaged[Cdecl]<nint, byte*, nint*, int, int*, int>)_usual[5])(vfs, name, file, flags, given);
        if (result == 0 && (flags & (MainFile | Journal | Wal)) != 0)
        {
            lock (Lock)
            {
                var path = Marshal.PtrToStringUTF8((nint)name)!;
                Files[(nint)file] = (OfPath(path), flags & (MainFile | Journal | Wal), file[0]);
                file[0] = MethodsBeside(file[0]);
            }
        }

        return result;
    }

    private static UnflushedFile OfPath(string path) => ByPath.TryGetValue(path, out var file) ? file : ByPath[path] = new(_left);

    // SQLite uses different function tables for different kinds of locking.
    private static nint MethodsBeside(nint usual)
    {
        if (!Methods.TryGetValue(usual, out var known))
        {
            var methods = Copy((nint*)usual, MethodsLength);
            methods[1] = (nint)(delegate* unmanaged[Cdecl]<nint, int>)&Close;
            methods[2] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Read;
            methods[3] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Write;
            methods[4] = (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&Truncate;
            methods[5] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
            methods[6] = (nint)(delegate* unmanaged[Cdecl]<nint, long*, int>)&Size;
            Methods[usual] = known = (nint)methods;
        }

        return known;
    }

    private static nint Usual(nint file, int function) => ((nint*)Files[file].Usual)[function];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(nint vfs, byte* name, int isSynced)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        lock (Lock)
        {
            OfPath(path).Take();
        }

        var result = ((delegate* unmanaged[Cdecl]<nint, byte*, int, int>)_usual[6])(vfs, name, isSynced);
        if (Step == "close" && path.EndsWith("-wal", StringComparison.Ordinal))
        {
            // SQLite has deleted the -wal file, and next changes the journal mode in the database file.
            Step = "mode";
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(nint file)
    {
        lock (Lock)
        {
            Put(file);
            var close = (delegate* unmanaged[Cdecl]<nint, int>)Usual(file, 1);
            Files.Remove(file);
            return close(file);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(nint file, byte* bytes, int count, long offset)
    {
        lock (Lock)
        {
            var result = ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Usual(file, 2))(file, bytes, count, offset);
            var unflushed = Files[file].File;
            unflushed.Show(new Span<byte>(bytes, count), offset);
            return result == ShortRead && unflushed.Length >= offset + count ? 0 : result;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint file, byte* bytes, int count, long offset)
    {
        lock (Lock)
        {
            var (unflushed, kind, _) = Files[file];
            var written = new ReadOnlySpan<byte>(bytes, count);
            unflushed.HasLine |= kind == Wal && _gate.Line is { } line && written.IndexOf(Encoding.UTF8.GetBytes(line.Key)) >= 0;
            Pass(unflushed, kind, "unwritten");
            var left = unflushed.Add(written, offset);
            return left.IsEmpty ? 0 : WriteUsual(file, left, offset);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(nint file, long length)
    {
        lock (Lock)
        {
            Files[file].File.Cut(length);
            return ((delegate* unmanaged[Cdecl]<nint, long, int>)Usual(file, 4))(file, length);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint file, int flags)
    {
        lock (Lock)
        {
            var (unflushed, kind, _) = Files[file];
            var hasLine = unflushed.HasLine;
            Pass(unflushed, kind, "written");
            var written = Put(file);
            var result = ((delegate* unmanaged[Cdecl]<nint, int, int>)Usual(file, 5))(file, flags);
            unflushed.HasLine = hasLine;
            Pass(unflushed, kind, "flushed");
            unflushed.HasLine = false;
            return written == 0 ? result : written;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(nint file, long* length)
    {
        lock (Lock)
        {
            var result = ((delegate* unmanaged[Cdecl]<nint, long*, int>)Usual(file, 6))(file, length);
            *length = Math.Max(*length, Files[file].File.Length);
            return result;
        }
    }

    private static void Pass(UnflushedFile file, int kind, string moment)
    {
        if (kind == Wal && Step == "new file")
        {
            _gate.Pass(Gate.AnyKey, "new tables", moment);
        }
        else if (kind == Wal && file.HasLine && _gate.Line is { } line)
        {
            _gate.Pass(line.Key, line.Point.Line, moment);
        }
        else if (kind == MainFile)
        {
            _gate.Pass(Gate.AnyKey, Step, moment);
        }
    }

    private static int Put(nint file)
    {
        var result = 0;
        foreach (var (offset, bytes) in Files[file].File.Take())
        {
            result = result == 0 ? WriteUsual(file, bytes, offset) : result;
        }

        return result;
    }

    private static int WriteUsual(nint file, ReadOnlySpan<byte> bytes, long offset)
    {
        fixed (byte* first = bytes)
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Usual(file, 3))(file, first, bytes.Length, offset);
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint FindVfs(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int RegisterVfs(nint vfs, int isDefault);
}
