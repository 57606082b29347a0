module.exports={forbidden:[],options:{tsPreCompilationDeps:true,doNotFollow:{path:'node_modules'},tsConfig:{fileName:'tsconfig.json'}}};
